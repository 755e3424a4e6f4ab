"""Building the organisations: the province, its bodies, districts, communes old and new, schools, enterprises."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from typing import Any, Final

from tdkt.demo.data_files import read_csv, read_yaml
from tdkt.demo.records import CodeLink, Organisation, ParentLink, Succession
from tdkt.demo.tree import LAST_OLD, NEW_TIER, ROOT, Tree, day_before

_MERGER_2025: Final = "Nghị quyết 1670/NQ-UBTVQH15"
_PATTERN: Final = "Theo mẫu sắp xếp chung cả nước (nguồn thứ cấp); chưa đối chiếu với tỉnh."
_SECONDARY: Final = "secondary"
_CITY_FROM: Final = date(2013, 12, 27)
_POLICE_UNTIL: Final = date(2025, 2, 28)
_SCHOOL_RENAMED: Final = "03472-thcs"
_SCHOOL_UNTIL: Final = date(2018, 8, 31)
_BORDER_POSTS: Final = (
    "03436",
    "03439",
    "03448",
    "03451",
    "03460",
    "03490",
    "03571",
    "03550",
    "03562",
    "03574",
)


class _Builder:
    """Collects bodies and successions in protocol order."""

    def __init__(self) -> None:
        self.bodies: list[Organisation] = []
        self.links: list[Succession] = []
        self._keys: set[str] = set()

    def add(self, key: str, name: str, kind: str, sector: str, order: int, **rest: Any) -> None:
        if key in self._keys:
            raise ValueError(f"Khóa tổ chức “{key}” dùng hai lần.")
        self._keys.add(key)
        self.bodies.append(Organisation(key, name, kind, sector, order, **rest))

    def link(
        self, before: str, after: str, kind: str, on: date, note: str, confidence: str
    ) -> None:
        self.links.append(Succession(before, after, kind, on, note, confidence))


def build_tree() -> tuple[Tree, tuple[Succession, ...]]:
    """Every organisation and succession the demo knows, the same at every call."""
    builder = _Builder()
    builder.add(ROOT, "Tỉnh Lai Châu", "tinh", "so_nganh", 1)
    _departments(builder)
    _districts(builder)
    new_area = _communes(builder)
    _schools(builder)
    _enterprises(builder)
    _districts_end(builder, new_area)
    successions = tuple(builder.links)
    return Tree(tuple(builder.bodies), successions), successions


def _under(
    parent: str, first: date | None = None, last: date | None = None
) -> tuple[ParentLink, ...]:
    return (ParentLink(parent, first, last),)


def _departments(builder: _Builder) -> None:
    bodies = read_yaml("departments")
    ends = {body["key"]: (body["until"], body["into"]) for body in bodies if "until" in body}
    starts = {body["key"]: body["from"] for body in bodies if "from" in body}
    for order, body in enumerate(bodies, 10):
        key = body["key"]
        first, (last, into) = starts.get(key), ends.get(key, (None, None))
        parents = [ParentLink(body["parent"], first, last)]
        if body["parent"] in ends:
            # A part of a department that was merged goes with it.
            moved, upper = ends[body["parent"]]
            parents = [
                ParentLink(body["parent"], None, moved),
                ParentLink(upper, starts.get(upper, date(moved.year, moved.month + 1, 1)), None),
            ]
        changed = key in ends or key in starts
        builder.add(
            key, body["name"], body["kind"], body["sector"], order,
            valid_from=first, valid_to=last, parents=tuple(parents),
            confidence=_SECONDARY if changed else "", note=_PATTERN if changed else "",
        )  # fmt: skip
        if into:
            builder.link(
                key, into, "sap_nhap", date(last.year, last.month + 1, 1), _PATTERN, _SECONDARY
            )


def _districts(builder: _Builder) -> None:
    builder.add(
        "h-tx", "Thị xã Lai Châu", "huyen", "huyen_xa", 100, short_name="TX Lai Châu",
        valid_to=day_before(_CITY_FROM), parents=_under("ubnd-tinh", None, day_before(_CITY_FROM)),
        confidence=_SECONDARY,
    )  # fmt: skip
    for order, body in enumerate(read_yaml("districts"), 101):
        key, first, last = body["key"], body.get("valid_from"), body["valid_to"]
        place = body["name"][:1].lower() + body["name"][1:]
        builder.add(
            key, body["name"], "huyen", "huyen_xa", order, short_name=body["short"], valid_from=first,
            valid_to=last, parents=_under("ubnd-tinh", first, last), note=body.get("note", ""),
            confidence=_SECONDARY if first else "",
        )  # fmt: skip
        tail, at = key.removeprefix("h-"), order - 101
        builder.add(
            f"pgd-{tail}", f"Phòng Giáo dục và Đào tạo {place}", "phong", "giao_duc", 110 + at,
            valid_from=first, valid_to=last, parents=_under(key, first, last),
        )  # fmt: skip
        builder.add(
            f"ttyt-{tail}", f"Trung tâm Y tế {place}", "don_vi_su_nghiep", "so_nganh", 120 + at,
            parents=_under("so-y-te"),
        )  # fmt: skip
        for order_base, prefix, name, upper, until in (
            (130, "ca", "Công an", "cong-an-tinh", _POLICE_UNTIL),
            (140, "qs", "Ban Chỉ huy Quân sự", "bchqs", last),
        ):
            builder.add(
                f"{prefix}-{tail}", f"{name} {place}", "luc_luong_vu_trang", "vu_trang", order_base + at,
                valid_from=first, valid_to=until, parents=_under(upper, first, until),
                confidence=_SECONDARY, note=_PATTERN,
            )  # fmt: skip
            after = date(until.year, until.month + 1, 1)
            builder.link(f"{prefix}-{tail}", upper, "giai_the", after, _PATTERN, _SECONDARY)
    builder.link("h-tx", "h-tp", "doi_ten", _CITY_FROM, "Thành lập thành phố Lai Châu", _SECONDARY)


def _district_parents(district: str) -> list[ParentLink]:
    """Links to a district for what lies in it: the city was a town before, Nậm Nhùn was not there at all."""
    if district == "h-tp":
        return [
            ParentLink("h-tx", None, day_before(_CITY_FROM)),
            ParentLink("h-tp", _CITY_FROM, LAST_OLD),
        ]
    first = next(row.get("valid_from") for row in read_yaml("districts") if row["key"] == district)
    return [ParentLink(district, first, LAST_OLD)]


def commune_key(era: str, code: str, unchanged: frozenset[str]) -> str:
    """Key of a commune-level unit; the two that did not change are one body in both eras."""
    return f"xa-{code}" if era == "new" or code in unchanged else f"xa-cu-{code}"


def commune_rows() -> tuple[list[dict[str, str]], list[dict[str, str]], frozenset[str]]:
    """Old rows, new rows, and the codes of units that went through 2025 unchanged."""
    table = read_csv("units")
    old = [row for row in table if row["era"] == "old"]
    new = [row for row in table if row["era"] == "new"]
    names = {row["code"]: row["name"] for row in old}
    unchanged = frozenset(
        row["code"]
        for row in new
        if row["predecessor_codes"] == row["code"] and names[row["code"]] == row["name"]
    )
    return old, new, unchanged


def district_keys() -> dict[str, str]:
    return {row["name"]: row["key"] for row in read_yaml("districts")}


def _place(row: dict[str, str]) -> dict[str, Decimal | None]:
    area = row["area_km2"]
    return {
        "latitude": Decimal(row["latitude"]),
        "longitude": Decimal(row["longitude"]),
        "area_km2": Decimal(area) if area else None,
    }


def _communes(builder: _Builder) -> dict[str, list[str]]:
    """Both eras; returns district → keys of the new communes of its area, by most predecessors."""
    old, new, unchanged = commune_rows()
    districts = district_keys()
    order_of = {key: at for at, key in enumerate(districts.values())}
    old_by_code = {row["code"]: row for row in old}
    area: dict[str, list[str]] = defaultdict(list)
    for order, row in enumerate(new, 300):
        homes = Counter(
            districts[old_by_code[code]["district"]] for code in row["predecessor_codes"].split()
        )
        home = max(homes, key=lambda key: (homes[key], -order_of[key]))
        key = commune_key("new", row["code"], unchanged)
        area[home].append(key)
        first = None if row["code"] in unchanged else NEW_TIER
        parents = [ParentLink("ubnd-tinh", NEW_TIER, None)]
        if row["code"] in unchanged:
            parents = [*_district_parents(home), *parents]
        builder.add(
            key, row["name"], "xa", "huyen_xa", order, valid_from=first, parents=tuple(parents),
            codes=(CodeLink("gso", row["code"], first, None),), note=_MERGER_2025 if first else "",
            **_place(row),
        )  # fmt: skip
    for order, row in enumerate(
        sorted(old, key=lambda row: order_of[districts[row["district"]]]), 400
    ):
        if row["code"] in unchanged:
            continue
        key = commune_key("old", row["code"], unchanged)
        builder.add(
            key, row["name"], "xa", "huyen_xa", order, valid_to=LAST_OLD,
            parents=tuple(_district_parents(districts[row["district"]])),
            codes=(CodeLink("gso", row["code"], None, LAST_OLD),), **_place(row),
        )  # fmt: skip
        for code in row["successor_codes"].split():
            after = commune_key("new", code, unchanged)
            builder.link(key, after, "sap_nhap", NEW_TIER, _MERGER_2025, "")
    for order, code in enumerate(_BORDER_POSTS, 150):
        row = old_by_code[code]
        place = row["name"].split(" ", 1)[1]
        builder.add(
            f"dbp-{code}", f"Đồn Biên phòng {place}", "luc_luong_vu_trang", "vu_trang", order, is_invented=True,
            parents=(ParentLink("bdbp", None, _POLICE_UNTIL), ParentLink("bchqs", date(2025, 3, 1), None)),
        )  # fmt: skip
    return area


def _schools(builder: _Builder) -> None:
    """Three schools a commune and two high schools a district; the names are put together from place names."""
    old, _, unchanged = commune_rows()
    districts = district_keys()
    order = 1000
    for row in old:
        kind = row["kind"]
        place = row["name"].removeprefix("Xã ")
        boarding = "PTDTBT " if kind == "Xã" else ""
        district = districts[row["district"]]
        after = commune_key("new", row["successor_codes"], unchanged)
        parents = (*_district_parents(district), ParentLink(after, NEW_TIER, None))
        levels = (
            ("mn", f"Trường Mầm non {place}"),
            ("th", f"Trường {boarding}Tiểu học {place}"),
            ("thcs", f"Trường {boarding}THCS {place}"),
        )
        for level, name in levels:
            order += 1
            key = f"{row['code']}-{level}"
            first = None
            mine = parents
            if key == _SCHOOL_RENAMED:
                first = date(2018, 9, 1)
                before = tuple(link for link in parents if link.valid_to)
                builder.add(
                    f"t-{key}-truoc", f"Trường THCS {place}", "truong", "giao_duc", order, is_invented=True,
                    valid_to=_SCHOOL_UNTIL, parents=tuple(link._replace(valid_to=_SCHOOL_UNTIL) for link in before),
                )  # fmt: skip
                builder.link(
                    f"t-{key}-truoc", f"t-{key}", "doi_ten", first, "Đổi tên (minh họa)", ""
                )
                mine = tuple(
                    link._replace(valid_from=max(link.valid_from or first, first))
                    for link in parents
                )
            builder.add(
                f"t-{key}",
                name,
                "truong",
                "giao_duc",
                order,
                valid_from=first,
                parents=mine,
                is_invented=True,
            )
    for row in read_yaml("districts"):
        tail, place = row["key"].removeprefix("h-"), row["short"].removeprefix("TP ")
        for level, name in (
            ("thpt", f"Trường THPT {place}"),
            ("dtnt", f"Trường PTDTNT THPT {place}"),
        ):
            order += 1
            builder.add(
                f"t-{tail}-{level}",
                name,
                "truong",
                "giao_duc",
                order,
                parents=_under("so-gddt"),
                is_invented=True,
            )


def _enterprises(builder: _Builder) -> None:
    for order, row in enumerate(read_yaml("enterprises"), 2000):
        renamed = row.get("renamed")
        first = None
        if renamed:
            first = date(renamed["until"].year + 1, 1, 1)
            builder.add(
                f"{row['key']}-truoc", renamed["name"], "doanh_nghiep", "doanh_nghiep", order, is_invented=True,
                valid_to=renamed["until"], parents=_under(ROOT, None, renamed["until"]),
            )  # fmt: skip
            builder.link(
                f"{row['key']}-truoc", row["key"], "doi_ten", first, "Đổi tên (minh họa)", ""
            )
        builder.add(
            row["key"], row["name"], "doanh_nghiep", "doanh_nghiep", order, is_invented=True,
            valid_from=first, parents=_under(ROOT, first),
        )  # fmt: skip


def _districts_end(builder: _Builder, new_area: dict[str, list[str]]) -> None:
    """The district tier ended; its tasks went to the new communes of its area."""
    for district, communes in new_area.items():
        for commune in communes:
            builder.link(
                district,
                commune,
                "giai_the",
                NEW_TIER,
                "Kết thúc cấp huyện, chuyển nhiệm vụ về cấp xã",
                "",
            )
        tail = district.removeprefix("h-")
        for commune in communes:
            note = "Kết thúc cấp huyện, chuyển nhiệm vụ về cấp xã"
            builder.link(f"pgd-{tail}", commune, "giai_the", NEW_TIER, note, "")
