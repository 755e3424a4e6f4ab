"""What a figure is: code, name, unit, and where its number comes from.

Codes are lower-case words joined by points, from the field to the detail; one grammar for all:

    khen_thuong.<cấp>.<đối tượng>             khen_thuong.cap_tinh.tap_the_nho
    khen_thuong.<cấp>.loai_hinh.<loại hình>   khen_thuong.cap_tinh.loai_hinh.chuyen_de
    khen_thuong.hinh_thuc.<mã>[.<đối tượng>]  khen_thuong.hinh_thuc.bk_bo_tinh.tap_the
    phong_trao.<mã>.khen_thuong.<đối tượng>   phong_trao.M05.khen_thuong.tap_the
    chi_tieu.<mã>.<cột>                       chi_tieu.E01.thuc_hien
    ket_qua.<mã>.<cột>                        ket_qua.S01.tri_gia
    tuyen_truyen.<mã phong trào>              tuyen_truyen.M02
    hoi_dong. khoi. van_ban. kiem_tra. …      kiem_tra.so_nganh

and at the end of any code, when it has one: ``.ty_le`` (a share of the whole, in %), ``.nam_truoc`` (the year before),
``.thay_doi`` (now less the year before; of percents in điểm %), ``.tang_truong`` (the change in % of the year before).
Codes of movements, indicators and results are the records' own and keep their case.
"""

from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices

from tdkt.kernel.stated import Unit
from tdkt.statistics.where import Where

PREVIOUS: Final = "nam_truoc"
CHANGE: Final = "thay_doi"
GROWTH: Final = "tang_truong"
SHARE: Final = "ty_le"


class FigureKind(TextChoices):
    COUNTED = "dem", "Đếm từ bản ghi"
    DECLARED = "khai", "Khai theo nguồn"
    RATIO = "ty_le", "Tỷ lệ"
    DIFFERENCE = "chenh_lech", "Chênh lệch"


class Domain(TextChoices):
    """Headings of the figures' list, in its order."""

    COMMENDATION = "khen_thuong", "Khen thưởng"
    MOVEMENT = "phong_trao", "Phong trào thi đua"
    COUNCIL = "hoi_dong", "Hội đồng, khối, cụm thi đua"
    DOCUMENT = "van_ban", "Văn bản"
    PUBLICITY = "tuyen_truyen", "Tuyên truyền, điển hình tiên tiến"
    OVERSIGHT = "kiem_tra", "Kiểm tra, bồi dưỡng, khiếu nại"
    INDICATOR = "chi_tieu", "Chỉ tiêu kinh tế - xã hội"
    TASK = "nhiem_vu", "Phương hướng, nhiệm vụ"


@dataclass(frozen=True)
class Cells:
    """Honours of the period."""

    where: Where


@dataclass(frozen=True)
class People:
    """Distinct persons honoured at one level."""

    level: str


@dataclass(frozen=True)
class Rows:
    """Rows of a register (see ``registers``), counted or with one column added up."""

    register: str
    where: Where
    total: str = ""


@dataclass(frozen=True)
class Declared:
    """One declared entry: value, hedge, source; with ``of``, that of another figure so many ``years_later``."""

    of: str = ""
    years_later: int = 0


@dataclass(frozen=True)
class Share:
    """``numerator`` in percent of ``denominator``, both codes of figures."""

    numerator: str
    denominator: str
    places: int = 1


@dataclass(frozen=True)
class Previous:
    """Another figure, the year before."""

    of: str


@dataclass(frozen=True)
class Change:
    """Another figure less its value the year before; ``relative``: in percent of the year before."""

    of: str
    relative: bool = False


@dataclass(frozen=True)
class IndicatorColumn:
    """One column of an indicator of the year."""

    indicator: str
    column: str


Source = Cells | People | Rows | Declared | Share | Previous | Change | IndicatorColumn


@dataclass(frozen=True)
class Figure:
    """One figure of the registry. ``definition`` says in words what is counted.

    ``whole_province``: rows of it belong to no unit, so that a unit officer sees the province's number."""

    code: str
    name: str
    unit: Unit
    domain: Domain
    source: Source
    definition: str = ""
    whole_province: bool = False

    @property
    def kind(self) -> FigureKind:
        return {
            Declared: FigureKind.DECLARED,
            Share: FigureKind.RATIO,
            Change: FigureKind.DIFFERENCE,
            IndicatorColumn: FigureKind.DECLARED,
        }.get(type(self.source), FigureKind.COUNTED)

    @property
    def unit_label(self) -> str:
        return self.unit.label


class UnknownFigure(LookupError):
    """No figure has this code; ``near`` are codes that look like it, the nearest first."""

    def __init__(self, code: str, near: tuple[str, ...] = ()) -> None:
        self.code = code
        self.near = near
        hint = f" Mã gần giống: {', '.join(near)}." if near else ""
        super().__init__(f"Không có số liệu mang mã “{code}”.{hint}")
