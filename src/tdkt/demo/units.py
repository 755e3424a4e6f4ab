"""Collectives that can be honoured: whole bodies, and the small ones inside them."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tdkt.demo.data_files import read_yaml
from tdkt.demo.posts import villages
from tdkt.demo.records import Collective
from tdkt.demo.tree import Tree

_BODY_KINDS: Final = {
    "huyen_xa": {"huyen", "xa"},
    "giao_duc": {"so"},
    "so_nganh": {"so", "dang", "mat_tran", "don_vi_su_nghiep"},
    "vu_trang": {"luc_luong_vu_trang"},
    "doanh_nghiep": {"doanh_nghiep"},
    "trung_uong": {"trung_uong"},
}  # fmt: skip
_SMALL_BODIES: Final = {"truong", "phong"}
_SCHOOL_PARTS: Final = {
    "mn": ("Tổ Mẫu giáo", "Tổ Nhà trẻ"),
    "th": ("Tổ chuyên môn 1", "Tổ chuyên môn 2 + 3", "Tổ chuyên môn 4 + 5"),
    "thcs": ("Tổ Khoa học tự nhiên", "Tổ Khoa học xã hội"),
    "thpt": ("Tổ Toán - Tin", "Tổ Ngữ văn", "Tổ Ngoại ngữ", "Tổ Lý - Hóa - Sinh"),
    "dtnt": ("Tổ Tự nhiên", "Tổ Xã hội", "Tổ Quản lý nội trú"),
}  # fmt: skip
_OFFICE_PARTS: Final = ("Văn phòng HĐND - UBND", "Phòng Nội vụ", "Phòng Tài chính - Kế hoạch", "Phòng Tư pháp",
                        "Phòng Văn hóa và Thông tin", "Phòng Kinh tế và Hạ tầng", "Phòng Dân tộc")  # fmt: skip
_NEW_COMMUNE_PARTS: Final = ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND")
_POLICE_PARTS: Final = (
    "Đội Cảnh sát giao thông - trật tự",
    "Đội Cảnh sát điều tra tội phạm",
    "Đội An ninh",
)
_MILITARY_PARTS: Final = ("Đội Động viên - Tuyển quân", "Đội Dân quân thường trực")
_BORDER_PARTS: Final = ("Đội Vũ trang", "Đội Vận động quần chúng", "Trạm Kiểm soát biên phòng")
_FIRM_PARTS: Final = ("Phòng Kế toán", "Phòng Kỹ thuật", "Tổ Sản xuất số 1", "Đội Thi công số 1")
_HEALTH_PARTS: Final = (
    "Khoa Khám bệnh",
    "Khoa Nội tổng hợp",
    "Khoa Kiểm soát bệnh tật",
    "Phòng Dân số",
)
_STATE: Final = "nha_nuoc"
_FOLLOWS: Final = ("Bản ", "Chi hội ")  # these live on in the commune that took over


@dataclass(slots=True)
class Unit:
    """A collective being built up; ``used`` are its awards as (award, method, year of decision)."""

    key: str
    name: str
    home: str
    body: str
    is_small: bool
    salt: int
    unit_text: str = ""
    used: set[tuple[str, str, int]] = field(default_factory=set)
    history: list[tuple[str, date]] = field(default_factory=list)


class Units:
    """Pools of collectives by sender, district and size; only those honoured are kept at the end."""

    def __init__(self, tree: Tree, rng: random.Random) -> None:
        self._tree = tree
        self._rng = rng
        self._pools: dict[tuple[str, str, bool], list[Unit]] = defaultdict(list)
        self.by_key: dict[str, Unit] = {}
        self._parts = {row["key"]: tuple(row.get("parts", ())) for row in read_yaml("departments")}
        for body in tree.organisations.values():
            sector = body.sector
            district = self._district(body.key) if sector == "huyen_xa" else ""
            if body.kind in _SMALL_BODIES:
                self._add(sector, district, body.key, body.name, body=body.key, small=True)
            elif body.kind in _BODY_KINDS[sector]:
                self._add(sector, district, body.key, body.name, body=body.key, small=False)
            for name in self._names_inside(body.key, body.kind, sector):
                self._add(sector, district, body.key, name, body="", small=True)
        outside = read_yaml("outside")
        for at, name in enumerate(outside["home_units"]):
            self._outside("noi_khac", f"ngoai-{at}", name)
        for country, row in outside["countries"].items():
            for name in row["units"]:
                self._outside(country, f"ngoai-{len(self.by_key)}", name)

    def pick(
        self, sector: str, district: str, on: date, *, small: bool, award: str, method: str
    ) -> tuple[Unit, str]:
        """A collective not yet honoured so this year, and the organisation it lies in (or is) that day."""
        pool = self._pools[sector, district, small]
        for mark in ((award, method, on.year), (award, f"{method} {on}", on.year)):
            order = self._rng.sample(range(len(pool)), min(len(pool), 30))
            for at in (*order, *range(len(pool))):
                unit = pool[at]
                home = self.home(unit, on)
                if home is not None and mark not in unit.used:
                    unit.used |= {mark, (award, method, on.year)}
                    unit.history.append((award, on))
                    return unit, home
        raise RuntimeError(f"Không còn tập thể cho {sector} {district} ngày {on}.")

    def pick_for_state(
        self, on: date, *, award: str, method: str, earlier: str, years: int, since: int
    ) -> tuple[Unit, str]:
        """A whole body for an award of the State, at most one a year; if possible one that got ``earlier``
        at least ``years`` and at most ``since`` years before."""
        found = [
            unit
            for unit in self.by_key.values()
            if unit.body
            and (_STATE, "", on.year) not in unit.used
            and any(
                code == earlier and years <= on.year - day.year <= since and day < on
                for code, day in unit.history
            )
            and not any(code == award and on.year - day.year < 5 for code, day in unit.history)
            and self.home(unit, on) is not None
        ]
        if not found:
            sector = self._rng.choice(("so_nganh", "vu_trang"))
            unit, home = self.pick(sector, "", on, small=False, award=_STATE, method="")
        else:
            unit = self._rng.choice(found)
            home = unit.home
        unit.used |= {(_STATE, "", on.year), (award, method, on.year)}
        unit.history.append((award, on))
        return unit, home

    def home(self, unit: Unit, on: date) -> str | None:
        """Where the collective lies that day; None when it did not exist then."""
        if not unit.home:
            return ""
        if unit.body or not unit.name.startswith(_FOLLOWS):
            return unit.home if self._tree.usable(unit.home, on) else None
        return self._tree.at(unit.home, on, unit.salt)

    def records(self) -> tuple[Collective, ...]:
        """The collectives that were honoured, each where it lies now (a dissolved body's stay where they were)."""
        today = date(2025, 12, 31)
        return tuple(
            Collective(
                unit.key, unit.name, self.home(unit, today) or unit.home, unit.body, unit.is_small
            )
            for unit in self.by_key.values()
            if unit.used
        )

    def _district(self, key: str) -> str:
        """The district a body is counted under for good: of its area, by the map of 2025-06-30."""
        day = date(2025, 6, 30)
        old = (
            "h-tp"
            if key == "h-tx"
            else key
            if self._tree.organisations[key].kind == "huyen"
            else self._tree.at(key, day)
        )
        if old is None:
            return ""
        return self._tree.district(old, day) if old != "h-tp" else old

    def _add(
        self, sector: str, district: str, home: str, name: str, *, body: str, small: bool
    ) -> None:
        key = f"tt-{len(self.by_key) + 1:05d}"
        unit = Unit(key, name, home, body, small, len(self.by_key))
        self.by_key[key] = unit
        self._pools[sector, district, small].append(unit)

    def _outside(self, pool: str, key: str, name: str) -> None:
        unit = Unit(key, name, "", "", is_small=False, salt=0, unit_text=name)
        self.by_key[key] = unit
        self._pools[pool, "", False].append(unit)

    def _names_inside(self, key: str, kind: str, sector: str) -> tuple[str, ...]:
        if kind == "xa":
            if self._tree.before[key]:
                return _NEW_COMMUNE_PARTS
            place = self._tree.organisations[key].name
            place = place[:1].lower() + place[1:]
            names = villages(key)
            return (
                f"Trạm Y tế {place}",
                *(f"Bản {name}" for name in names),
                *(f"Chi hội Nông dân bản {name}" for name in names[:3]),
                *(f"Chi hội Phụ nữ bản {name}" for name in names[2:]),
            )
        if kind == "huyen":
            return _OFFICE_PARTS
        if kind == "truong" and key.startswith("t-"):
            return _SCHOOL_PARTS.get(key.rsplit("-", 1)[1], ())
        if sector == "vu_trang" and key not in self._parts:
            return {"ca": _POLICE_PARTS, "qs": _MILITARY_PARTS, "dbp": _BORDER_PARTS}[
                key.split("-", 1)[0]
            ]
        if kind == "doanh_nghiep":
            return _FIRM_PARTS
        return _HEALTH_PARTS if key.startswith("ttyt-") else self._parts.get(key, ())
