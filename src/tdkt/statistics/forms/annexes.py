"""Annex tables of the yearly report the central board asks for: Biểu 01, 03 and 05."""

from tdkt.registry.states import Level, Method
from tdkt.statistics.cube import Cube
from tdkt.statistics.forms.common import (
    COLLECTIVES,
    ENTREPRENEURS_NOTE,
    LEADERS,
    NOT_LEADERS,
    PERSONS,
    RECEIVER,
)
from tdkt.statistics.forms.shapes import Check, Column, Form, Row
from tdkt.statistics.periods import PeriodKind
from tdkt.statistics.where import Where, where
from tdkt_law.awards import AwardLevel, awards

STATE = where(level=Level.STATE)
PROVINCE = where(level=Level.PROVINCE)
REGULAR = where(method=Method.REGULAR)
OCCASION = where(method=(Method.THEMATIC, Method.SUDDEN))
LED, NOT_LED = PERSONS & where(group=LEADERS), PERSONS & where(group=NOT_LEADERS)
LEADER_WORDS = ("Cá nhân giữ chức vụ lãnh đạo", "Cá nhân không giữ chức vụ lãnh đạo")
# Rows of Biểu 01 that stand even in a year without one of them.
USUAL_STATE = (
    "hc_doc_lap_1", "hc_doc_lap_2", "hc_doc_lap_3", "hc_lao_dong_1", "hc_lao_dong_2", "hc_lao_dong_3",
    "hc_dung_cam", "co_thi_dua_chinh_phu", "bk_ttcp", "cstd_toan_quoc",
)  # fmt: skip
PROVINCIAL_ROWS = ("bk_bo_tinh", "cstd_bo_tinh", "co_thi_dua_bo_tinh")


def bieu_01(counted: Cube) -> Form:
    """State commendation by form: proposed, decided, and by what it was for."""
    given = counted.by("award", STATE)
    shown = [
        award
        for award in awards().values()
        if award.level == AwardLevel.STATE and (given.get(award.code) or award.code in USUAL_STATE)
    ]
    return Form(
        key="bieu-01", title="Kết quả khen thưởng cấp Nhà nước", unit="lượt khen thưởng", base=STATE,
        period_kind=PeriodKind.DECISION, head=("Biểu số 01", "Phụ lục báo cáo tổng kết năm"), receiver=RECEIVER,
        row_head="Danh hiệu, hình thức khen thưởng", has_codes=False,
        rows=(
            *(Row(f"{place}", a.name, where(award=a.code)) for place, a in enumerate(shown, 1)),
            Row("Tổng", "Tổng cộng"),
        ),
        columns=(
            Column("1", ("Đề nghị khen thưởng", "Tập thể"), None),
            Column("2", ("Đề nghị khen thưởng", "Cá nhân"), None),
            Column("3", ("Đã có quyết định", "Tập thể"), COLLECTIVES),
            Column("4", ("Đã có quyết định", "Cá nhân"), PERSONS),
            *_by_leadership(5, "Công trạng", REGULAR),
            *_by_leadership(8, "Chuyên đề, đột xuất", OCCASION),
            Column("11", ("Niên hạn",), where(method=Method.SERVICE_YEARS)),
            Column("12", ("Đối ngoại", "Tập thể"), where(method=Method.FOREIGN) & COLLECTIVES),
            Column("13", ("Đối ngoại", "Cá nhân"), where(method=Method.FOREIGN) & PERSONS),
            Column("14", ("Cống hiến",), where(method=Method.CONTRIBUTION)),
            Column("15", ("Kháng chiến",), where(method=Method.RESISTANCE)),
            Column("16", ("Doanh nghiệp", "Tập thể"), COLLECTIVES & where(is_enterprise=True)),
            Column("17", ("Doanh nghiệp", "Doanh nhân"), PERSONS & where(group="doanh_nhan")),
        ),
        checks=(
            Check(
                "Tổng cộng = tổng các dòng", ("Tổng",), tuple(str(place) for place in range(1, len(shown) + 1)),
            ),
            Check(
                "Cột 3 + cột 4 = tổng theo loại hình (cột 5 đến 15)", ("3", "4"),
                tuple(str(place) for place in range(5, 16)), of_columns=True,
            ),
        ),
        outside=(("Hộ gia đình (biểu không có cột)", STATE & where(kind="ho_gia_dinh")),),
        whole=STATE,
        notes=(ENTREPRENEURS_NOTE, "Cột “đề nghị” có khi sổ hồ sơ trình khen được lập."),
    )  # fmt: skip


def bieu_03() -> Form:
    """Provincial commendation by form, with the share of what it was for."""
    base = PROVINCE & where(award=PROVINCIAL_ROWS)
    outside = [
        award
        for award in awards().values()
        if award.level == AwardLevel.PROVINCE and award.code not in PROVINCIAL_ROWS
    ]
    return Form(
        key="bieu-03", title="Kết quả khen thưởng cấp tỉnh", unit="lượt khen thưởng", base=base,
        period_kind=PeriodKind.DECISION, head=("Biểu số 03", "Phụ lục báo cáo tổng kết năm"), receiver=RECEIVER,
        row_head="Danh hiệu, hình thức khen thưởng", has_codes=False,
        rows=(
            *(
                Row(str(place), awards()[code].name, where(award=code))
                for place, code in enumerate(PROVINCIAL_ROWS, 1)
            ),
            Row("Tổng", "Tổng cộng"),
        ),
        columns=(
            Column("1", ("Tổng số",)),
            Column("2", ("Trong đó", "Doanh nghiệp"), where(is_enterprise=True)),
            Column("3", ("Trong đó", "Cá nhân"), PERSONS),
            *_with_share(4, "Công trạng", REGULAR),
            Column("6", ("Công trạng", LEADER_WORDS[0]), REGULAR & LED),
            Column("7", ("Công trạng", LEADER_WORDS[1]), REGULAR & NOT_LED),
            *_with_share(8, "Chuyên đề, đột xuất", OCCASION),
            Column("10", ("Chuyên đề, đột xuất", LEADER_WORDS[0]), OCCASION & LED),
            Column("11", ("Chuyên đề, đột xuất", LEADER_WORDS[1]), OCCASION & NOT_LED),
            *_with_share(12, "Đối ngoại", where(method=Method.FOREIGN)),
            *_with_share(14, "Kháng chiến", where(method=Method.RESISTANCE)),
        ),
        checks=(
            Check("Tổng cộng = tổng các dòng", ("Tổng",), ("1", "2", "3")),
            Check("Cột 1 = tổng theo loại hình", ("1",), ("4", "8", "12", "14"), of_columns=True),
        ),
        outside=tuple((f"Ngoài biểu: {a.name}", PROVINCE & where(award=a.code)) for a in outside),
        whole=PROVINCE, notes=(ENTREPRENEURS_NOTE,),
    )  # fmt: skip


def bieu_05() -> Form:
    """The emulation and commendation fund: declared, or not known."""
    lines = (
        ("1", "Quỹ đã trích trong năm", "quy.trich"),
        ("2", "Tỷ lệ so với chi ngân sách thường xuyên (%)", "quy.trich.ty_le"),
        ("3", "Chi khen thưởng cấp Nhà nước", "quy.chi_cap_nha_nuoc"),
        ("4", "Chi khen thưởng cấp tỉnh", "quy.chi_cap_tinh"),
        ("5", "Chi khen thưởng khác", "quy.chi_khen_khac"),
        ("6", "Chi tuyên truyền", "quy.chi_tuyen_truyen"),
        ("7", "Chi hiện vật", "quy.chi_hien_vat"),
        ("8", "Chi khác", "quy.chi_khac"),
    )
    return Form(
        key="bieu-05", title="Trích lập và sử dụng quỹ thi đua, khen thưởng", unit="triệu đồng",
        period_kind=PeriodKind.DECISION, head=("Biểu số 05", "Phụ lục báo cáo tổng kết năm"), receiver=RECEIVER,
        rows=tuple(Row(code, label, None, figures=(figure,)) for code, label, figure in lines),
        columns=(Column("1", ("Số tiền",)),), has_codes=False,
        notes=("Chưa có sổ quỹ; lấy theo số liệu khai.",),
    )  # fmt: skip


def _by_leadership(first: int, label: str, of: Where) -> tuple[Column, Column, Column]:
    return (
        Column(str(first), (label, "Tập thể"), of & COLLECTIVES),
        Column(str(first + 1), (label, LEADER_WORDS[0]), of & LED),
        Column(str(first + 2), (label, LEADER_WORDS[1]), of & NOT_LED),
    )


def _with_share(first: int, label: str, of: Where) -> tuple[Column, Column]:
    return (
        Column(str(first), (label, "Tổng số"), of),
        Column(str(first + 1), (label, "Tỷ lệ %"), of, share_of=0),
    )
