"""Awards of the State a year: 2022 and 2021 with the exact counts, other years invented in their likeness."""

import random
from dataclasses import dataclass
from datetime import date
from typing import Final

from tdkt.demo.plan import Draft
from tdkt.demo.working_days import some_working_day


@dataclass(frozen=True, slots=True)
class StateLine:
    """``earlier`` is an award the recipient should already have, at least ``years`` before."""

    award: str
    kind: str
    count: int
    months: tuple[int, ...]
    ground: str = "cong_trang"
    method: str = "thuong_xuyen"
    group: str = ""
    earlier: str = ""
    years: int = 5
    span: int = 5
    sender: str = ""
    posthumous: bool = False
    movement: str = ""


_FLAG: Final = {"ground": "danh_hieu", "earlier": "co_thi_dua_bo_tinh", "years": 0, "span": 1}
_MOVEMENT: Final = {"ground": "phong_trao", "method": "chuyen_de", "span": 3}
_DEVOTION: Final = {"ground": "cong_hien", "method": "cong_hien", "span": 0}

_2022: Final = (
    StateLine("co_thi_dua_chinh_phu", "tap_the", 5, (5,), **_FLAG),  # type: ignore[arg-type]
    StateLine("hc_lao_dong_2", "tap_the", 1, (9,), earlier="hc_lao_dong_3"),
    StateLine("hc_lao_dong_3", "tap_the", 3, (4, 10), earlier="bk_ttcp"),
    StateLine("bk_ttcp", "tap_the", 4, (3, 8), earlier="bk_bo_tinh"),
    StateLine("bk_ttcp", "tap_the", 2, (11,), movement="M02", **_MOVEMENT),  # type: ignore[arg-type]
    StateLine("hc_lao_dong_2", "ca_nhan", 1, (6,), group="lanh_dao_tinh", **_DEVOTION),  # type: ignore[arg-type]
    StateLine("hc_lao_dong_3", "ca_nhan", 2, (6,), group="lanh_dao_so", **_DEVOTION),  # type: ignore[arg-type]
    StateLine("hc_lao_dong_3", "ca_nhan", 1, (10,), group="truc_tiep", earlier="bk_ttcp"),
    StateLine("bk_ttcp", "ca_nhan", 1, (3,), group="lanh_dao_so"),
    StateLine("bk_ttcp", "ca_nhan", 1, (3,), group="lanh_dao_khac", earlier="bk_bo_tinh"),
    StateLine("bk_ttcp", "ca_nhan", 8, (3, 8), group="truc_tiep", earlier="bk_bo_tinh"),
    StateLine("bk_ttcp", "ca_nhan", 12, (7, 11), group="truc_tiep", movement="M06", **_MOVEMENT),  # type: ignore[arg-type]
    StateLine("bk_ttcp", "ca_nhan", 2, (9,), "dot_xuat", "dot_xuat", "truc_tiep", span=0, sender="vu_trang"),
    StateLine("dh_nghe_nhan_uu_tu", "ca_nhan", 6, (9,), "danh_hieu", group="truc_tiep", span=0, sender="huyen_xa"),
    StateLine("hc_dung_cam", "ca_nhan", 1, (8,), "dot_xuat", "dot_xuat", "truc_tiep", span=0, sender="vu_trang",
              posthumous=True),
    StateLine("cstd_toan_quoc", "ca_nhan", 1, (4,), "danh_hieu", group="truc_tiep", earlier="cstd_bo_tinh", years=0,
              span=1),
)  # fmt: skip
_2021: Final = (
    StateLine("co_thi_dua_chinh_phu", "tap_the", 4, (5,), **_FLAG),  # type: ignore[arg-type]
    StateLine("hc_lao_dong_3", "tap_the", 3, (4, 10), earlier="bk_ttcp"),
    StateLine("bk_ttcp", "tap_the", 6, (3, 8), earlier="bk_bo_tinh"),
    StateLine("hc_lao_dong_3", "ca_nhan", 3, (6,), group="lanh_dao_so", **_DEVOTION),  # type: ignore[arg-type]
    StateLine("hc_lao_dong_3", "ca_nhan", 2, (10,), group="lanh_dao_khac", earlier="bk_ttcp"),
    StateLine("bk_ttcp", "ca_nhan", 9, (3, 8), group="lanh_dao_khac", earlier="bk_bo_tinh"),
    StateLine("bk_ttcp", "ca_nhan", 18, (7, 11), group="truc_tiep", earlier="bk_bo_tinh"),
    StateLine("dh_nha_giao_uu_tu", "ca_nhan", 2, (11,), "danh_hieu", group="truc_tiep", span=0, sender="giao_duc"),
)  # fmt: skip


def state_lines(year: int) -> tuple[StateLine, ...]:
    """The State's awards decided in a year."""
    if year == 2022:
        return _2022
    if year == 2021:
        return _2021
    small = year > 2022
    direct = 6 if small else 8 + year % 3 * 2
    return (
        StateLine("co_thi_dua_chinh_phu", "tap_the", 2 if small else 4, (5,), **_FLAG),  # type: ignore[arg-type]
        StateLine("hc_lao_dong_3", "tap_the", 1 + year % 2, (4,), earlier="bk_ttcp"),
        StateLine("bk_ttcp", "tap_the", 3 if small else 6 + year % 2, (3, 8), earlier="bk_bo_tinh"),
        StateLine("hc_lao_dong_3", "ca_nhan", 2, (6,), group="lanh_dao_so", **_DEVOTION),  # type: ignore[arg-type]
        StateLine("hc_lao_dong_3", "ca_nhan", 1, (10,), group="lanh_dao_khac", earlier="bk_ttcp"),
        StateLine("bk_ttcp", "ca_nhan", 4 if small else 10 + year % 2, (3, 8), group="lanh_dao_khac", earlier="bk_bo_tinh"),
        StateLine("bk_ttcp", "ca_nhan", direct, (7, 11), group="truc_tiep", earlier="bk_bo_tinh"),
    )  # fmt: skip


_SYMBOLS: Final = {
    "bk_ttcp": "QĐ-TTg",
    "co_thi_dua_chinh_phu": "QĐ-TTg",
    "cstd_toan_quoc": "QĐ-TTg",
}


def state_draft(line: StateLine, year: int, month: int, rng: random.Random) -> Draft:
    """The State's decision of one award and month; by the Prime Minister or by the President."""
    day: date = some_working_day(rng, year, month)
    phrases = {
        "cong_trang": "có thành tích xuất sắc trong công tác, góp phần vào sự nghiệp xây dựng chủ nghĩa xã hội và bảo vệ Tổ quốc",
        "cong_hien": "có quá trình cống hiến",
        "danh_hieu": "",
        "phong_trao": "có thành tích xuất sắc trong phong trào thi đua",
        "dot_xuat": "có thành tích đột xuất, hành động dũng cảm",
    }
    return Draft(line.award, day, phrases[line.ground], _SYMBOLS.get(line.award, "QĐ-CTN"))
