"""How many lines of each kind a year has: 2022 exactly as the demo year says, other years in its proportions."""

from dataclasses import dataclass
from typing import Final

from tdkt.demo.allotment import shares


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that count as one kind. ``small`` is for collectives; ``group`` for persons."""

    award: str
    kind: str
    method: str
    count: int
    group: str = ""
    small: bool = False


# award, kind, method: {group or small or whole: count}
_YEAR_2022: Final[tuple[tuple[str, str, str, dict[str, int]], ...]] = (
    ("co_thi_dua_bo_tinh", "tap_the", "thuong_xuyen", {"small": 2, "whole": 28}),
    ("co_thi_dua_bo_tinh", "tap_the", "chuyen_de", {"whole": 2}),
    ("tap_the_ldxs", "tap_the", "thuong_xuyen", {"small": 236, "whole": 32}),
    ("cstd_bo_tinh", "ca_nhan", "thuong_xuyen", {"truc_tiep": 31, "lanh_dao_so": 8, "lanh_dao_khac": 35}),
    ("bk_bo_tinh", "tap_the", "thuong_xuyen", {"small": 268, "whole": 62}),
    ("bk_bo_tinh", "tap_the", "chuyen_de", {"small": 154, "whole": 60}),
    ("bk_bo_tinh", "tap_the", "dot_xuat", {"small": 15, "whole": 9}),
    ("bk_bo_tinh", "tap_the", "doi_ngoai", {"whole": 12}),
    ("bk_bo_tinh", "ca_nhan", "thuong_xuyen",
     {"truc_tiep": 845, "lanh_dao_tinh": 6, "lanh_dao_so": 60, "doanh_nhan": 22, "lanh_dao_khac": 479}),
    ("bk_bo_tinh", "ca_nhan", "chuyen_de",
     {"truc_tiep": 1349, "lanh_dao_tinh": 8, "lanh_dao_so": 45, "doanh_nhan": 18, "lanh_dao_khac": 127}),
    ("bk_bo_tinh", "ca_nhan", "dot_xuat", {"truc_tiep": 131, "lanh_dao_so": 5, "doanh_nhan": 2, "lanh_dao_khac": 8}),
    ("bk_bo_tinh", "ca_nhan", "doi_ngoai", {"truc_tiep": 47, "lanh_dao_khac": 6}),
    ("bk_bo_tinh", "ho_gia_dinh", "chuyen_de", {"whole": 84}),
    ("bk_bo_tinh", "ho_gia_dinh", "dot_xuat", {"whole": 4}),
)  # fmt: skip
TOTAL_2022: Final = 4200
# Lines a year at provincial level, and direct workers among persons in per cent; all invented but 2022.
TOTALS: Final = {
    2012: (2500, 60), 2013: (2550, 61), 2014: (2600, 62), 2015: (2900, 62), 2016: (2700, 63), 2017: (2750, 65),
    2018: (2850, 66), 2019: (3000, 68), 2020: (3100, 69), 2021: (3500, 71), 2022: (TOTAL_2022, 74),
    2023: (1500, 74), 2024: (1500, 75), 2025: (1500, 76),
}  # fmt: skip
MONTHS: Final = (9, 5, 12, 7, 8, 7, 6, 8, 5, 13, 6, 14)
SENDERS: Final = {
    "huyen_xa": 44, "giao_duc": 21, "so_nganh": 19, "vu_trang": 8, "doanh_nghiep": 3, "trung_uong": 3, "noi_khac": 2,
}  # fmt: skip
WOMEN: Final = {"all": 0.44, "giao_duc": 0.72, "vu_trang": 0.06}

_MONTH_WEIGHTS: Final = {
    "thuong_xuyen": (9, 5, 16, 8, 4, 2, 2, 3, 3, 22, 4, 18),
    "chuyen_de": (6, 3, 6, 5, 12, 11, 10, 14, 6, 6, 8, 10),
    "dot_xuat": (6, 6, 7, 8, 9, 10, 10, 11, 9, 8, 8, 8),
    "doi_ngoai": (4, 3, 8, 6, 8, 8, 6, 8, 8, 10, 10, 12),
}  # fmt: skip
_SENDER_WEIGHTS: Final[dict[str, dict[str, float]]] = {
    "tap_the": {"huyen_xa": 40, "giao_duc": 24, "so_nganh": 20, "vu_trang": 8, "doanh_nghiep": 4, "trung_uong": 3,
                "noi_khac": 0.3},
    "lanh_dao_tinh": {"so_nganh": 1},
    "lanh_dao_so": {"so_nganh": 60, "huyen_xa": 18, "giao_duc": 2, "vu_trang": 6, "trung_uong": 14},
    "doanh_nhan": {"doanh_nghiep": 1},
    "lanh_dao_khac": {"huyen_xa": 42, "giao_duc": 26, "so_nganh": 20, "vu_trang": 9, "doanh_nghiep": 1.5,
                      "trung_uong": 3, "noi_khac": 0.2},
    "truc_tiep": {"huyen_xa": 46, "giao_duc": 21, "so_nganh": 17, "vu_trang": 9, "doanh_nghiep": 2.5,
                  "trung_uong": 2.5, "noi_khac": 0.4},
    "ho_gia_dinh": {"huyen_xa": 1},
}  # fmt: skip


def rows_of(year: int) -> list[Row]:
    """The kinds of lines of a year with their counts, adding up to the year's total."""
    total, direct_share = TOTALS[year]
    blocks = [sum(parts.values()) for *_, parts in _YEAR_2022]
    counts = blocks if year == 2022 else shares(total, blocks)
    rows = []
    for (award, kind, method, parts), count in zip(_YEAR_2022, counts, strict=True):
        weights: dict[str, float] = {**parts}
        if kind == "ca_nhan" and year != 2022:
            direct = parts["truc_tiep"] * direct_share / 74.4
            others = (sum(parts.values()) - direct) / (sum(parts.values()) - parts["truc_tiep"])
            weights = {name: value * others for name, value in parts.items()} | {
                "truc_tiep": direct
            }
        for name, part in zip(weights, shares(count, list(weights.values())), strict=True):
            group = name if kind == "ca_nhan" else ""
            rows.append(Row(award, kind, method, part, group, small=name == "small"))
    return [row for row in rows if row.count]


def month_weights(row: Row) -> list[float]:
    weights = [float(weight) for weight in _MONTH_WEIGHTS[row.method]]
    if row.kind == "tap_the" and row.method == "chuyen_de":
        weights[6:8] = [
            weight * 1.6 for weight in weights[6:8]
        ]  # mid-year reviews honour collectives
    return weights


def sender_weights(row: Row, month: int) -> list[float]:
    """Who sends lines of this kind in this month; education's school year ends in October."""
    if row.method == "doi_ngoai":
        return [float(name == "noi_khac") for name in SENDERS]
    table: dict[str, float] = {**_SENDER_WEIGHTS[row.group or row.kind]}
    if row.kind == "tap_the" and not row.small:
        table["giao_duc"] = 0.05
    if row.small:
        table["noi_khac"] = 0
    if row.method == "thuong_xuyen":
        table["noi_khac"] = 0
        if ("giao_duc" in table and row.kind != "tap_the") or row.small:
            table["giao_duc"] = table.get("giao_duc", 0) * (5 if month in {9, 10} else 0.35)
    if row.method == "dot_xuat" and row.group == "truc_tiep":
        table |= {"vu_trang": 20, "noi_khac": 2}
    if row.award == "co_thi_dua_bo_tinh":
        table |= {"noi_khac": 0, "huyen_xa": 30, "so_nganh": 40}
    return [float(table.get(name, 0)) for name in SENDERS]
