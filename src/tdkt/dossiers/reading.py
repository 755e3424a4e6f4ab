"""What every gathering of records is told: whose, as of when, whole or not, limited to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tdkt.dossiers.sheet import Places
from tdkt.dossiers.whose import at_home_in


@dataclass(frozen=True, slots=True)
class Within:
    """How a table is limited to the recipients asked for: by ids, by units, or (both None) not at all."""

    ids: Sequence[int] | None = None
    unit_ids: frozenset[int] | None = None

    def q(self, path: str = "recipient") -> Q:
        """The condition on a table whose foreign key to the recipient is ``path``."""
        if self.ids is not None:
            return Q(**{f"{path}__in": list(self.ids)})
        return Q() if self.unit_ids is None else at_home_in(self.unit_ids, f"{path}__")

    @property
    def own(self) -> Q:
        """The condition on the recipients themselves."""
        if self.ids is not None:
            return Q(pk__in=list(self.ids))
        return Q() if self.unit_ids is None else at_home_in(self.unit_ids)


@dataclass(frozen=True, slots=True)
class Reading:
    """``on`` is the day of proposal, ``year`` the year it is about, ``places`` who is asked for, all of one ``kind`` where it is
    named."""

    authority_id: int
    on: date
    year: int
    places: Places
    complete: frozenset[str]
    verified_only: bool
    within: Within
    kind: str | None

    @property
    def honours(self) -> Q:
        """The condition that limits honours to the authority and the recipients."""
        of_kind = Q() if self.kind is None else Q(kind=self.kind)
        return Q(authority_id=self.authority_id) & of_kind & self.within.q()

    @property
    def recipients(self) -> Q:
        """The condition that limits recipients to the authority and those asked for."""
        of_kind = Q() if self.kind is None else Q(kind=self.kind)
        return Q(authority_id=self.authority_id) & of_kind & self.within.own

    def rows_of(self, path: str = "recipient") -> Q:
        """The condition that limits another table to the authority and the recipients."""
        of_kind = Q() if self.kind is None else Q(**{f"{path}__kind": self.kind})
        return Q(**{f"{path}__authority_id": self.authority_id}) & of_kind & self.within.q(path)
