"""Which honours a figure counts, said once: for the cube's cells, for the database, and for the list page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.db.models import Q

DIMENSIONS: Final = ("level", "kind", "award", "method", "group", "is_enterprise", "is_small")
OF_FACETS: Final = ("movement_code", "decided_year")  # further dimensions a facet holds
OF_ROWS: Final = ("organisation_id", "month", "is_posthumous")  # further ones only rows hold

Choice = str | int | bool
Values = frozenset[Choice]


@dataclass(frozen=True)
class Where:
    """Fields of an honour and the values allowed in each; joined by "and". No conditions: every honour."""

    conditions: tuple[tuple[str, Values], ...] = ()

    @cached_property
    def allowed(self) -> dict[str, Values]:
        return dict(self.conditions)

    @property
    def extra(self) -> tuple[str, ...]:
        """The dimensions it needs beyond those every cube has."""
        return tuple(name for name in (*OF_FACETS, *OF_ROWS) if name in self.allowed)

    @property
    def is_impossible(self) -> bool:
        """Two conditions that share no value were joined: nothing can hold it."""
        return any(not values for _, values in self.conditions)

    def split(self) -> tuple["Where", "Where"]:
        """What facets hold, and what only rows hold."""
        of_rows = tuple(pair for pair in self.conditions if pair[0] in OF_ROWS)
        return Where(tuple(pair for pair in self.conditions if pair not in of_rows)), Where(of_rows)

    def without(self, name: str) -> "Where":
        """All conditions but that of one field."""
        return Where(tuple(pair for pair in self.conditions if pair[0] != name))

    def __and__(self, other: "Where") -> "Where":
        """Both; a field named in both keeps the values common to both, perhaps none."""
        joined = dict(self.conditions)
        for name, values in other.conditions:
            joined[name] = joined[name] & values if name in joined else values
        return Where(tuple(sorted(joined.items())))

    def holds(self, cell: Mapping[str, object]) -> bool:
        return all(cell[name] in values for name, values in self.conditions)

    def q(self) -> Q:
        """For the database, of fields its rows have: an honour's month is none (see ``cube``)."""
        condition = Q()
        for name, values in self.conditions:
            condition &= Q(**{f"{name}__in": sorted(values, key=str)})
        return condition


def where(**conditions: Choice | Iterable[Choice]) -> Where:
    """``where(level="bo_tinh", kind=("ca_nhan", "ho_gia_dinh"), is_small=True)``."""
    return Where(
        tuple(
            sorted(
                (name, frozenset([value] if isinstance(value, str | int) else value))
                for name, value in conditions.items()
            )
        )
    )


EVERY = Where()
