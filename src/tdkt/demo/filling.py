"""Lines get their recipients, in the order of the days, so that nobody's history runs backwards."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tdkt.demo.data_files import read_yaml
from tdkt.demo.names import NameBook
from tdkt.demo.people import People, Somebody
from tdkt.demo.plan import Draft, Slot, achievement_year, plan_year, school_year
from tdkt.demo.posts import Posts, villages
from tdkt.demo.records import Household, Post
from tdkt.demo.state_plan import StateLine, state_draft, state_lines
from tdkt.demo.tree import ROOT, Tree
from tdkt.demo.units import Unit, Units

_GROUNDS: Final = {"chuyen_de": "phong_trao", "dot_xuat": "dot_xuat", "doi_ngoai": "doi_ngoai"}
_STATE_SENDERS: Final = (("huyen_xa", 4), ("giao_duc", 3), ("so_nganh", 4), ("vu_trang", 2))
_STATE_WOMEN: Final = 0.38


@dataclass(slots=True)
class Filled:
    """A line with its recipient; ``draft`` is the place of its decision in ``Filler.drafts``."""

    recipient: str
    award: str
    level: str
    kind: str
    group: str
    is_small: bool
    is_posthumous: bool
    method: str
    ground: str
    year_kind: str
    year: int | None
    period: tuple[int, int] | None
    movement: str
    draft: int
    decided_on: date
    organisation: str
    name: str
    post: str
    unit_text: str
    sender: str


class Filler:
    def __init__(
        self,
        tree: Tree,
        posts: Posts,
        names: NameBook,
        people: People,
        units: Units,
        rng: random.Random,
    ) -> None:
        self._tree = tree
        self._posts = posts
        self._names = names
        self._people = people
        self._units = units
        self._rng = rng
        self._districts = [row["key"] for row in read_yaml("districts")]
        self.drafts: list[Draft] = []
        self.households: list[Household] = []

    def year(self, year: int) -> Iterator[Filled]:
        """Every line decided in a year, by day."""
        slots, drafts = plan_year(year, self._rng)
        offset = len(self.drafts)
        self.drafts += drafts
        waiting: list[tuple[date, int, int, Slot | StateLine]] = [
            (slot.decided_on, at, offset + slot.decision, slot) for at, slot in enumerate(slots)
        ]
        for line in state_lines(year):
            for month in line.months:
                share = line.count // len(line.months) + (
                    line.count % len(line.months) if month == line.months[0] else 0
                )
                self.drafts.append(state_draft(line, year, month, self._rng))
                day = self.drafts[-1].decided_on
                waiting += [
                    (day, len(waiting) + at, len(self.drafts) - 1, line) for at in range(share)
                ]
        waiting.sort(key=lambda item: item[:2])
        for day, _, draft, item in waiting:
            yield (
                self._state(item, day, draft)
                if isinstance(item, StateLine)
                else self._line(item, day, draft)
            )

    def _line(self, slot: Slot, day: date, draft: int) -> Filled:
        row = slot.row
        school = slot.sender == "giao_duc" and row.method == "thuong_xuyen"
        year = day.year
        if row.method == "thuong_xuyen":
            year = school_year(day) if school else achievement_year(day)
        two_years = row.method == "thuong_xuyen" and row.award == "bk_bo_tinh"
        filled = Filled(
            "", row.award, "bo_tinh", row.kind, row.group, row.small, False, row.method,
            _ground(row.award, row.method), "school" if school else "calendar", year,
            (year - 1, year) if two_years else None, slot.movement, draft, day, "", "", "", "", slot.sender,
        )  # fmt: skip
        if row.kind == "tap_the":
            pool = slot.district if slot.sender == "noi_khac" and slot.district else slot.sender
            district = slot.district if slot.sender == "huyen_xa" else ""
            unit, home = self._units.pick(
                pool, district, day, small=row.small, award=row.award, method=row.method
            )
            self._put_unit(filled, unit, home)
        elif row.kind == "ho_gia_dinh":
            self._put_household(filled, slot.district)
        else:
            group = row.group
            if group == "lanh_dao_so" and slot.sender == "huyen_xa" and day >= date(2025, 7, 1):
                group = "lanh_dao_khac"  # the district tier has ended
            bucket = (slot.sender, slot.district, group, slot.civil, slot.gender)
            somebody, post = self._people.pick(
                bucket, day, award=row.award, method=row.method, year=year
            )
            self._put_person(filled, somebody, post)
        return filled

    def _state(self, line: StateLine, day: date, draft: int) -> Filled:
        year = achievement_year(day)
        period = (year - line.span + 1, year) if line.span > 1 else None
        known = day.year if line.method == "dot_xuat" else year if line.span else None
        filled = Filled(
            "", line.award, "nha_nuoc", line.kind, line.group, False, line.posthumous, line.method, line.ground,
            "calendar" if known else "", known, period, line.movement, draft, day, "", "", "", "", "",
        )  # fmt: skip
        if line.kind == "tap_the":
            unit, home = self._units.pick_for_state(
                day,
                award=line.award,
                method=line.method,
                earlier=line.earlier,
                years=line.years,
                since=9 if line.years else 1,
            )
            self._put_unit(filled, unit, home)
            filled.is_small = unit.is_small
            return filled
        somebody, post = self._state_person(line, day)
        self._people.note(somebody, award=line.award, method=line.method, year=year, on=day)
        self._put_person(filled, somebody, post)
        if line.posthumous:
            somebody.until = day
        return filled

    def _state_person(self, line: StateLine, day: date) -> tuple[Somebody, Post]:
        """One whose earlier awards lead there, if there is one that day; else somebody new to the records."""
        if line.earlier:
            found = self._people.with_history(
                day, award=line.award, earlier=line.earlier, group=line.group, years=line.years,
                times=2 if line.award == "cstd_toan_quoc" else 1,
            )  # fmt: skip
            if found is not None:
                return found
        rng = self._rng
        sender = (
            line.sender
            or rng.choices(
                [name for name, _ in _STATE_SENDERS], [part for _, part in _STATE_SENDERS]
            )[0]
        )
        if line.group in {"lanh_dao_tinh", "lanh_dao_so"}:
            sender = "so_nganh"
        districts = [key for key in self._districts if self._posts.pool("huyen_xa", key, day)]
        district = rng.choice(districts) if sender == "huyen_xa" else ""
        gender = "nu" if rng.random() < _STATE_WOMEN else "nam"
        place = None
        if line.award == "dh_nghe_nhan_uu_tu":
            commune, _ = self._posts.place(sender, district, "truc_tiep", civil=False, on=day)
            village = rng.choice(villages(commune))
            place = (commune, f"Nghệ nhân bản {village}")
        civil = place is None
        somebody = self._people.new((sender, district, line.group, civil, gender), day, place)
        post = self._people.post(somebody, day)
        assert post is not None
        return somebody, post

    def _put_unit(self, filled: Filled, unit: Unit, home: str) -> None:
        filled.recipient, filled.name, filled.organisation = unit.key, unit.name, home
        if not home:
            return
        above = self._tree.parent(home, filled.decided_on) if unit.body else home
        at_top = above is None or above == ROOT or self._tree.organisations[above].kind == "tinh"
        filled.unit_text = (
            "Tỉnh Lai Châu" if at_top else self._tree.unit_text(above or home, filled.decided_on)
        )

    def _put_person(self, filled: Filled, somebody: Somebody, post: Post) -> None:
        filled.recipient, filled.name = somebody.key, somebody.name
        filled.group, filled.post, filled.organisation = post.group, post.title, post.organisation
        filled.unit_text = (
            self._tree.unit_text(post.organisation, filled.decided_on)
            if post.organisation
            else somebody.unit_text
        )

    def _put_household(self, filled: Filled, district: str) -> None:
        day = filled.decided_on
        commune, _ = self._posts.place("huyen_xa", district, "truc_tiep", civil=False, on=day)
        gender = "nam" if self._rng.random() < 0.7 else "nu"
        head = self._names.name(self._names.ethnic_group("huyen_xa", district), gender, commune)
        name = f"Hộ {'ông' if gender == 'nam' else 'bà'} {head}"
        key = f"h-{len(self.households) + 1:05d}"
        self.households.append(Household(key, name, commune))
        filled.recipient, filled.name, filled.organisation = key, name, commune
        filled.unit_text = self._tree.unit_text(commune, day)


def _ground(award: str, method: str) -> str:
    regular = "cong_trang" if award == "bk_bo_tinh" else "danh_hieu"
    return _GROUNDS.get(method, regular)
