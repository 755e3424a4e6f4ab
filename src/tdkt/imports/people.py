"""Who does a row mean? Matching by ID, then name and birth, then name and unit; never by name alone."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Final

from django.db.models import QuerySet

from tdkt.imports.cells import Birth, Name
from tdkt.imports.units import UnitBook
from tdkt.kernel.dates import format_date
from tdkt.kernel.text import canonical_tone, confusable_key
from tdkt.registry.models import Honour, Recipient
from tdkt.registry.states import BirthPrecision, RecipientKind

_CACHE: Final = (
    250_000  # known recipients kept between batches; a province has about 200,000 people
)
_LETTER_I: Final = re.compile(r"^(qu|[bcdfghjklmnpqrstvwxz]*)([iy])")


@dataclass(slots=True)
class Known:
    """A recipient of the registry (``ref`` is its id) or a new one of this file (``ref`` below zero)."""

    ref: int
    kind: str
    name: str
    strict: str
    loose: str
    unit_id: int | None
    birth: date | None = None
    precision: str = ""
    id_hash: str = ""
    code: str = ""
    body_id: int | None = None
    post: str = ""
    where: str = ""
    units: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Match:
    """``ref`` of the recipient, or None for a new one; a refusal or warnings, each for a column."""

    ref: int | None = None
    refusal: tuple[str, str] | None = None
    warnings: list[tuple[str, str]] = field(default_factory=list)


def spellings(folded: str) -> set[str]:
    """The folded name with i and y exchanged where they may be: what a look-up must ask for.

    >>> sorted(spellings("ly a my"))
    ['li a mi', 'li a my', 'ly a mi', 'ly a my']
    """
    options: list[tuple[str, ...]] = []
    for word in folded.split()[:8]:
        match = _LETTER_I.match(word)
        if match:
            head, rest = match[1], word[match.end() :]
            options.append((f"{head}i{rest}", f"{head}y{rest}"))
        else:
            options.append((word,))
    tail = folded.split()[8:]
    return {" ".join((*words, *tail)) for words in product(*options)}


class PeopleBook:
    """Recipients by name, loaded a batch at a time (at most three queries a batch, whatever its size)."""

    def __init__(self, authority_id: int, units: UnitBook) -> None:
        self._authority_id = authority_id
        self._units = units
        self._asked: set[str] = set()
        self._known: dict[int, Known] = {}
        self._by_strict: dict[str, list[Known]] = defaultdict(list)
        self._by_loose: dict[str, list[Known]] = defaultdict(list)
        self._by_hash: dict[str, Known] = {}
        self._by_body: dict[int, Known] = {}
        self._new: list[Known] = []

    # --- loading -----------------------------------------------------------------------------

    def load(self, names: Iterable[Name], hashes: Iterable[str], bodies: Iterable[int]) -> None:
        """Fetch everybody the batch's names, IDs and bodies may mean."""
        if len(self._known) - len(self._new) > _CACHE:
            self._forget()
        wanted = {s for name in set(names) for s in spellings(name.folded)} - self._asked
        self._asked |= wanted
        everybody = Recipient.objects.filter(authority_id=self._authority_id)
        self._take(everybody.filter(folded__in=wanted))
        self._take(everybody.filter(person__national_id_hash__in=set(hashes) - {""}))
        self._take(everybody.filter(body_id__in=set(bodies) - self._by_body.keys()))

    def _take(self, rows: QuerySet[Recipient]) -> None:
        fields = (
            "id", "kind", "name", "organisation_id", "person__birth_date", "person__birth_precision",
            "person__national_id_hash", "code", "body_id",
        )  # fmt: skip
        for pk, kind, name, unit, birth, precision, id_hash, code, body in rows.values_list(
            *fields
        ):
            if pk not in self._known:
                self._add(
                    Known(
                        pk, kind, name, canonical_tone(name).casefold(), confusable_key(name), unit,
                        birth, precision or "", id_hash or "", code, body,
                    )
                )  # fmt: skip

    def _add(self, known: Known) -> None:
        self._known[known.ref] = known
        self._by_strict[known.strict].append(known)
        self._by_loose[known.loose].append(known)
        if known.id_hash:
            self._by_hash[known.id_hash] = known
        if known.body_id is not None:
            self._by_body[known.body_id] = known

    def _forget(self) -> None:
        """Drop the registry's people, keep the file's own new ones."""
        self._asked.clear()
        for index in (self._known, self._by_strict, self._by_loose, self._by_hash, self._by_body):
            index.clear()
        for known in self._new:
            self._add(known)

    def load_history(self, rows: Iterable[tuple[Name, int | None]]) -> None:
        """Where people of these names were honoured before, for those whose unit now is another: one query."""
        people: set[int] = set()
        units: set[int] = set()
        for name, unit_id in rows:
            if unit_id is None:
                continue
            kin = self._units.kin(unit_id)
            same = [k for k in self._by_strict.get(name.strict, ()) if k.ref > 0]
            if same and not any(k.unit_id in kin for k in same):
                people.update(k.ref for k in same)
                units |= kin
        held = Honour.objects.filter(
            authority_id=self._authority_id, recipient_id__in=people, organisation_id__in=units
        )
        for pk, unit in held.values_list("recipient_id", "organisation_id").distinct():
            self._known[pk].units.add(unit)

    # --- matching ----------------------------------------------------------------------------

    def known(self, ref: int) -> Known:
        return self._known[ref]

    def by_body(self, body_id: int) -> int | None:
        """The ref of the recipient that is this organisation."""
        known = self._by_body.get(body_id)
        return known.ref if known is not None else None

    def add_new(self, known: Known) -> int:
        """Remember a new recipient of this file; its ``ref`` is -1, -2 …"""
        known.ref = -(len(self._new) + 1)
        self._new.append(known)
        self._add(known)
        return known.ref

    def match_person(
        self, name: Name, *, unit_id: int | None, birth: Birth | None, id_hash: str
    ) -> Match:
        """The person a row means, in the order of office practice (ID; name and birth; name and unit)."""
        if id_hash and (holder := self._by_hash.get(id_hash)):
            if holder.loose != name.loose:
                return Match(
                    refusal=(
                        "national_id",
                        f"Số định danh này là của “{holder.name}” ({self._where(holder)}), không phải “{name.text}”.",
                    )
                )
            return Match(holder.ref)
        same = [
            k
            for k in self._by_strict.get(name.strict, ())
            if k.kind == RecipientKind.PERSON
            and not (id_hash and k.id_hash)
            and not _births_differ(birth, k)
        ]
        if birth is not None and birth.precision == BirthPrecision.DAY:
            born = [k for k in same if k.birth == birth.day and k.precision == BirthPrecision.DAY]
            if len(born) == 1:
                return Match(born[0].ref)
            if born:
                return self._ambiguous(name, born, "national_id")
        here = self._in_unit(same, unit_id)
        if len(here) == 1:
            return Match(here[0].ref)
        if here:
            return self._ambiguous(name, here, "name")
        return Match(warnings=self._likely(name, birth=birth, id_hash=id_hash))

    def match_other(self, name: Name, *, kind: str, unit_id: int | None) -> Match:
        """The collective or household of that name in that unit."""
        same = [
            k for k in self._by_strict.get(name.strict, ()) if k.kind == kind and k.body_id is None
        ]
        here = [k for k in same if k.unit_id == unit_id] or self._in_unit(same, unit_id)
        if len(here) > 1:
            return Match(
                refusal=(
                    "name",
                    f"Có {len(here)} đối tượng tên “{name.text}” trong đơn vị này; hãy ghi rõ hơn.",
                )
            )
        return Match(here[0].ref) if here else Match()

    def _in_unit(self, people: list[Known], unit_id: int | None) -> list[Known]:
        if unit_id is None:
            return []
        kin = self._units.kin(unit_id)
        now = [k for k in people if k.unit_id in kin]
        return now or [k for k in people if k.units & kin]

    def _ambiguous(self, name: Name, people: list[Known], key: str) -> Match:
        who = "; ".join(self._told(k) for k in people[:4])
        ask = "số định danh" if key == "national_id" else "ngày sinh hoặc số định danh"
        return Match(
            refusal=(
                "name",
                f"Có {len(people)} người tên “{name.text}” trong đơn vị này: {who}. Hãy ghi thêm {ask}.",
            )
        )

    def _likely(self, name: Name, *, birth: Birth | None, id_hash: str) -> list[tuple[str, str]]:
        """Who it may be after all, said and never merged: same or confusable name elsewhere."""
        near = [
            k
            for k in self._by_loose.get(name.loose, ())
            if k.kind == RecipientKind.PERSON
            and not (id_hash and k.id_hash)
            and not _births_differ(birth, k)
        ]
        if not near:
            return []
        who = "; ".join(self._told(k) for k in near[:3])
        more = f" và {len(near) - 3} người nữa" if len(near) > 3 else ""
        return [
            ("name", f"Người mới, nhưng có thể trùng với: {who}{more}. Không gộp chỉ vì giống tên.")
        ]

    def _told(self, known: Known) -> str:
        born = ""
        if known.birth is not None:
            by_day = known.precision == BirthPrecision.DAY
            born = f", sinh {format_date(known.birth) if by_day else known.birth.year}"
        return f"{known.name}{born} ({self._where(known)})"

    def _where(self, known: Known) -> str:
        if known.where:
            return known.where
        unit = self._units.by_id.get(known.unit_id or 0)
        return unit.name if unit else "chưa rõ đơn vị"


def _births_differ(birth: Birth | None, known: Known) -> bool:
    """Two births that cannot be one: other years, or other days where both are known to the day."""
    if birth is None or known.birth is None:
        return False
    if birth.day.year != known.birth.year:
        return True
    both_days = birth.precision == known.precision == BirthPrecision.DAY
    return both_days and birth.day != known.birth
