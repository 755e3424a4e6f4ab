"""Forms 0601.N to 0605.N/BNV-TĐKT of Thông tư 02/2023/TT-BNV."""

from tdkt.movements.states import MovementKind, MovementScope
from tdkt.registry.states import Level
from tdkt.statistics.cube import Cube
from tdkt.statistics.figures.honours import award_codes
from tdkt.statistics.forms.common import (
    RECEIVER,
    circular_notes,
    head,
    method_rows,
    pair,
    recipient_checks,
    recipient_rows,
)
from tdkt.statistics.forms.shapes import Check, Column, Form, Row
from tdkt.statistics.where import where
from tdkt_law.awards import AwardKind, AwardLevel, awards

MEDALS = (AwardKind.ORDER, AwardKind.MEDAL)
STATE = where(level=Level.STATE)
PROVINCE = where(level=Level.PROVINCE)
SCOPES = {
    "02": ("Toàn quốc", MovementScope.NATION),
    "03": ("Bộ, ban, ngành, địa phương", MovementScope.PROVINCE),
    "04": ("Cụm, khối thi đua", MovementScope.BLOC),
    "05": ("Cơ quan, tổ chức, đơn vị", MovementScope.UNIT),
}
# As ``registers`` classes a movement by its known years.
LENGTHS = {
    "06": ("Dưới 01 năm", None),
    "07": ("01 năm", "1"),
    "08": ("Từ 01 năm đến dưới 03 năm", "1-3"),
    "09": ("Từ 03 năm đến dưới 05 năm", "3-5"),
    "10": ("Từ 05 năm trở lên", "5"),
}
PROVINCIAL_COLUMNS = (
    ("2", "Bằng khen", ("bk_bo_tinh",)),
    ("3", "Chiến sĩ thi đua cấp bộ, cấp tỉnh", ("cstd_bo_tinh",)),
    ("4", "Cờ thi đua cấp bộ, cấp tỉnh", ("co_thi_dua_bo_tinh",)),
    ("5", "Huy hiệu, kỷ niệm chương", ("huy_hieu_tinh", "knc_bo_tinh")),
)


def form_0601(year: int) -> Form:
    """Movements by scope, length and method; a movement whose years are not known has no length."""
    units = (MovementScope.BLOC, MovementScope.UNIT)
    return Form(
        key="0601.N", title="Số phong trào thi đua", unit="phong trào", register="phong_trao",
        head=head("0601.N"), receiver=RECEIVER,
        rows=(
            Row("01", "Tổng số"),
            Row("", "Chia theo phạm vi tổ chức", is_heading=True),
            *(Row(code, label, where(scope=scope), 1) for code, (label, scope) in SCOPES.items()),
            Row("", "Chia theo thời hạn", is_heading=True),
            *(
                Row(code, label, where(length=length) if length else None, 1)
                for code, (label, length) in LENGTHS.items()
            ),
            Row("", "Chia theo phương thức tổ chức", is_heading=True),
            Row("11", "Theo chuyên đề", where(kind=(MovementKind.THEMATIC, MovementKind.SPECIAL)), 1),
            Row("12", "Thường xuyên hằng năm", where(kind=MovementKind.YEARLY), 1),
        ),
        columns=(
            Column("1", ("Tổng số",)),
            Column("2", ("Chia ra", "Cấp Trung ương"), where(scope=MovementScope.NATION)),
            Column("3", ("Chia ra", "Cấp bộ, ban, ngành, tỉnh"), where(scope=MovementScope.PROVINCE)),
            Column("4", ("Chia ra", "Cơ quan, tổ chức, đơn vị"), where(scope=units)),
        ),
        checks=(
            Check("Tổng số = tổng các phạm vi", ("01",), tuple(SCOPES)),
            Check("Tổng số = tổng các thời hạn", ("01",), tuple(LENGTHS)),
            Check("Tổng số = theo chuyên đề + hằng năm", ("01",), ("11", "12")),
            Check("Cột 1 = cột 2 + cột 3 + cột 4", ("1",), ("2", "3", "4"), of_columns=True),
        ),
        outside=(("Phong trào chưa rõ năm bắt đầu, kết thúc (không xếp được thời hạn)", where(length="")),),
        notes=(
            *circular_notes(year),
            "Sổ phong trào ghi theo năm, chưa tách được phong trào dưới 01 năm.",
            "Phong trào của cụm, khối và của cơ quan, đơn vị chỉ có những phong trào đã ghi sổ.",
        ),
    )  # fmt: skip


def form_0602(year: int, counted: Cube) -> Form:
    """State commendation; one pair of columns for every order, medal and honorary title given that year."""
    given = counted.by("award", STATE)
    columns = [
        Column("1", ("Tổng số",)),
        *_pairs("2", "Huân chương, huy chương", award_codes(*MEDALS), given),
        Column("3", ("Giải thưởng Hồ Chí Minh (cá nhân)",), where(award="gt_ho_chi_minh")),
        Column("4", ("Giải thưởng Nhà nước (cá nhân)",), where(award="gt_nha_nuoc")),
        *_pairs("5", "Danh hiệu vinh dự Nhà nước", award_codes(AwardKind.HONORARY), given),
        Column("6", ("Cờ thi đua của Chính phủ (tập thể)",), where(award="co_thi_dua_chinh_phu")),
        *pair("7", "Bằng khen của Thủ tướng Chính phủ", of=where(award="bk_ttcp")),
        Column("8", ("Chiến sĩ thi đua toàn quốc",), where(award="cstd_toan_quoc")),
    ]
    named = frozenset().union(
        *(c.where.allowed["award"] for c in columns if c.where and c.where.conditions)
    )
    others = tuple(code for code, n in given.items() if n and code not in named)
    columns.extend(pair("9", "Hình thức khác", of=where(award=others)))
    return Form(
        key="0602.N", title="Khen thưởng cấp Nhà nước", unit="lượt khen thưởng", base=STATE,
        head=head("0602.N"), receiver=RECEIVER,
        rows=(
            Row("01", "Tổng số"),
            Row("", "Chia theo đơn vị trình khen", is_heading=True),
            Row("02", "Bộ, ban, ngành Trung ương", None, 1),
            Row("03", "Tỉnh, thành phố trực thuộc Trung ương", None, 1),
            *recipient_rows(6),
            *method_rows(15),
        ),
        columns=columns,
        checks=(
            *recipient_checks(6, 15),
            Check("Cột 1 = tổng các cột sau", ("1",), tuple(c.number for c in columns[1:]), of_columns=True),
        ),
        notes=(*circular_notes(year), "Mẫu có mã số 04, 05 chưa rõ nội dung; sổ chưa ghi đơn vị trình khen."),
    )  # fmt: skip


def form_0603(year: int) -> Form:
    """Provincial commendation. What has no column stands under the form and adds up to the report's total."""
    placed = tuple(code for _, _, codes in PROVINCIAL_COLUMNS for code in codes)
    outside = [
        award
        for award in awards().values()
        if award.level == AwardLevel.PROVINCE and award.code not in placed
    ]
    return Form(
        key="0603.N", title="Khen thưởng cấp bộ, ban, ngành, tỉnh", unit="lượt khen thưởng",
        base=PROVINCE & where(award=placed), head=head("0603.N"), receiver=RECEIVER,
        rows=(Row("01", "Tổng số"), *recipient_rows(2), *method_rows(11)),
        columns=(
            Column("1", ("Tổng số",)),
            *(Column(number, (label,), where(award=codes)) for number, label, codes in PROVINCIAL_COLUMNS),
        ),
        checks=(
            *recipient_checks(2, 11),
            Check("Cột 1 = cột 2 + cột 3 + cột 4 + cột 5", ("1",), ("2", "3", "4", "5"), of_columns=True),
        ),
        outside=tuple((f"Ngoài biểu: {a.name}", PROVINCE & where(award=a.code)) for a in outside),
        whole=PROVINCE, notes=circular_notes(year),
    )  # fmt: skip


def form_0604(year: int) -> Form:
    """Organisations in charge of the work: declared, or not known."""
    return Form(
        key="0604.N", title="Số tổ chức làm công tác thi đua, khen thưởng", unit="tổ chức",
        head=head("0604.N"), receiver=RECEIVER,
        rows=(
            Row("01", "Tổng số", None),
            Row("02", "Cấp Vụ", None, 1),
            Row("03", "Cấp phòng, ban thuộc Vụ", None, 1),
            Row("04", "Ban thuộc Sở Nội vụ", None, 1, figures=("to_chuc.ban_thuoc_so",)),
            Row("05", "Phòng thuộc Sở Nội vụ", None, 1, figures=("to_chuc.phong_thuoc_so",)),
        ),
        columns=(Column("1", ("Số lượng",)),),
        notes=(*circular_notes(year), "Chưa có sổ tổ chức làm công tác thi đua, khen thưởng; lấy theo số liệu khai."),
    )  # fmt: skip


def form_0605(year: int) -> Form:
    """Staff by age, training and seniority: no register yet."""
    groups = (
        ("Chia theo nhóm tuổi", ("Từ 30 tuổi trở xuống", "Từ 31 đến 40 tuổi", "Từ 41 đến 50 tuổi",
                                 "Từ 51 đến 55 tuổi", "Từ 56 đến 60 tuổi", "Trên 60 tuổi")),
        ("Chia theo trình độ đào tạo", ("Sơ cấp", "Trung cấp", "Cao đẳng", "Đại học", "Trên đại học")),
        ("Chia theo thâm niên", ("Dưới 05 năm", "Từ 05 năm đến dưới 10 năm", "Từ 10 năm trở lên")),
    )  # fmt: skip
    rows = [Row("01", "Tổng số", None, figures=("to_chuc.nguoi_lam", "to_chuc.nguoi_lam.nu"))]
    for heading, labels in groups:
        rows.append(Row("", heading, is_heading=True))
        for label in labels:
            code = sum(not row.is_heading for row in rows) + 1
            rows.append(Row(f"{code:02d}", label, None, 1))
    return Form(
        key="0605.N", title="Số công chức, viên chức làm công tác thi đua, khen thưởng", unit="người",
        head=head("0605.N"), receiver=RECEIVER, rows=rows,
        columns=(Column("1", ("Tổng số",)), Column("2", ("Trong đó: nữ",))),
        notes=(*circular_notes(year), "Chưa có sổ người làm công tác thi đua, khen thưởng; lấy theo số liệu khai."),
    )  # fmt: skip


def _pairs(number: str, label: str, codes: tuple[str, ...], given: dict[str, int]) -> list[Column]:
    """A pair for each award given that year; with none given, one pair for all."""
    found = [code for code in codes if given.get(code)]
    if not found:
        return list(pair(number, label, of=where(award=codes)))
    columns: list[Column] = []
    for place, code in enumerate(found, 1):
        columns += pair(f"{number}.{place}", label, awards()[code].name, of=where(award=code))
    return columns
