"""Invented names, by people and place: put together from parts, never one of the denied names."""

import random
import unicodedata
from collections import defaultdict
from typing import Any, Final

from tdkt.demo.data_files import read_yaml

# Chance that staff of a sender are Kinh sent from elsewhere, before the people of the place are drawn.
_KINH: Final = {
    "huyen_xa": 0.06, "giao_duc": 0.47, "so_nganh": 0.66, "vu_trang": 0.52, "doanh_nghiep": 0.66,
    "trung_uong": 0.72, "noi_khac": 1.0,
}  # fmt: skip
_SHARED: Final = 0.0445  # of new people take another's name, so about 8% of all share one
_TRIES: Final = 40
_ONE_WORD: Final = 0.02


class NameBook:
    """Names handed out so far; the same seed hands out the same names in the same order."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._parts: dict[str, Any] = read_yaml("names")
        self._denied: Final = {name.casefold() for name in read_yaml("names_denied")}
        self._taken: set[str] = set()
        self._owners: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self._places = {row["key"]: row["ethnic"] for row in read_yaml("districts")}
        self._main_family: dict[tuple[str, str], str] = {}

    def ethnic_group(self, sector: str, district: str) -> str:
        """A people for somebody of this sender and district; any district when it is ""."""
        rng = self._rng
        if rng.random() < _KINH[sector]:
            return "Kinh"
        shares = self._places[district or rng.choice(tuple(self._places))]
        return rng.choices(tuple(shares), tuple(shares.values()))[0]

    def name(self, ethnic: str, gender: str, unit: str) -> str:
        """A full name; now and then one that somebody of another unit already bears."""
        rng = self._rng
        owners = self._owners[ethnic, gender]
        if rng.random() < _SHARED and len(owners) > 20:
            at = rng.randrange(len(owners))
            name, home = owners[at]
            if home != unit:
                # Each name is shared once, so that the share of shared names is known.
                owners[at] = owners[-1]
                owners.pop()
                return name
        name = self._new_name(ethnic, gender, unit)
        self._taken.add(name)
        owners.append((name, unit))
        return name

    def foreign(self, country: str, gender: str) -> str:
        """A name from another country, in its own order and, for some, with its own script."""
        parts = read_yaml("outside")["countries"][country]
        while True:
            family, given = (
                self._rng.choice(parts["family"]),
                self._rng.choice(parts[f"given_{gender}"]),
            )
            if country != "Trung Quốc":
                family = f"{self._rng.choice(parts['second'])} {family}"
            name = f"{family} {given}" if country == "Trung Quốc" else f"{given} {family}"
            if name not in self._taken:
                self._taken.add(name)
                return name

    def share(self, ethnic: str, gender: str, name: str) -> None:
        """The name is given to a second person on purpose: it is not handed out a third time."""
        owners = self._owners[ethnic, gender]
        owners[:] = [owner for owner in owners if owner[0] != name]

    def _new_name(self, ethnic: str, gender: str, unit: str) -> str:
        rng, parts = self._rng, self._parts[ethnic]
        middles, givens = parts[f"middle_{gender}"], parts[f"given_{gender}"]
        for attempt in range(_TRIES * 3):
            family = self._family(ethnic, unit) if attempt < _TRIES else rng.choice(parts["family"])
            given = rng.choice(givens)
            middle = rng.choice(middles)
            if attempt >= _TRIES // 4:
                second = rng.choice(givens)
                middle = f"{middle} {second}" if second != given else middle
            if ethnic != "Kinh" and attempt == 0 and rng.random() < _ONE_WORD:
                middle = ""
            name = " ".join(filter(None, (family, middle, given)))
            if name not in self._taken and name.casefold() not in self._denied:
                return unicodedata.normalize("NFC", name)
        raise RuntimeError(f"Hết tên để đặt cho dân tộc {ethnic}.")

    def _family(self, ethnic: str, unit: str) -> str:
        """Whole communes share a family name: half of a unit's people of one ethnic group bear the same."""
        families = self._parts[ethnic]["family"]
        main = self._main_family.setdefault((ethnic, unit), self._rng.choice(families))
        return main if ethnic != "Kinh" and self._rng.random() < 0.5 else self._rng.choice(families)
