"""Figures counted over the other registers: movements, council, blocs, documents, publicity, oversight, tasks."""

from collections.abc import Iterator
from typing import Final

from tdkt.blocs.states import BlocKind
from tdkt.kernel.stated import Unit
from tdkt.movements.states import MovementKind, TaskKind, TaskState
from tdkt.oversight.states import ComplaintKind, InspectionKind
from tdkt.registry.states import DocumentLevel
from tdkt.statistics.figures.kinds import Domain, Figure, Rows, Share
from tdkt.statistics.registers import REGISTERS
from tdkt.statistics.where import EVERY, Where, where

_D = Domain
# (code, name, unit, domain, register, condition, column added up)
_TABLE: Final[tuple[tuple[str, str, Unit, Domain, str, Where, str], ...]] = (
    ("phong_trao.so_phong_trao", "Phong trào thi đua đang thực hiện", Unit.MOVEMENT, _D.MOVEMENT, "phong_trao", EVERY, ""),
    ("phong_trao.hang_nam", "Phong trào thi đua thường xuyên hằng năm", Unit.MOVEMENT, _D.MOVEMENT, "phong_trao", where(kind=MovementKind.YEARLY), ""),
    ("phong_trao.chuyen_de", "Phong trào thi đua chuyên đề", Unit.MOVEMENT, _D.MOVEMENT, "phong_trao", where(kind=MovementKind.THEMATIC), ""),
    ("phong_trao.dac_biet", "Phong trào thi đua đặc biệt, theo đợt", Unit.MOVEMENT, _D.MOVEMENT, "phong_trao", where(kind=MovementKind.SPECIAL), ""),
    ("phong_trao.du_kien", "Phong trào dự kiến phát động", Unit.MOVEMENT, _D.MOVEMENT, "phong_trao_du_kien", EVERY, ""),
    ("nong_thon_moi.dat_19", "Xã đạt 19 tiêu chí nông thôn mới", Unit.COMMUNE, _D.MOVEMENT, "ket_qua", where(code="NTM1"), "value"),
    ("nong_thon_moi.dat_15_18", "Xã đạt 15 đến 18 tiêu chí nông thôn mới", Unit.COMMUNE, _D.MOVEMENT, "ket_qua", where(code="NTM2"), "value"),
    ("nong_thon_moi.dat_10_14", "Xã đạt 10 đến 14 tiêu chí nông thôn mới", Unit.COMMUNE, _D.MOVEMENT, "ket_qua", where(code="NTM3"), "value"),
    ("nong_thon_moi.duoi_10", "Xã đạt dưới 10 tiêu chí nông thôn mới", Unit.COMMUNE, _D.MOVEMENT, "ket_qua", where(code="NTM4"), "value"),
    ("nong_thon_moi.tong_xa", "Xã được đánh giá theo tiêu chí nông thôn mới", Unit.COMMUNE, _D.MOVEMENT, "ket_qua", where(group="ntm_bands"), "value"),
    ("an_sinh.so_noi_dung", "Nội dung an sinh xã hội có số liệu", Unit.COUNT, _D.MOVEMENT, "ket_qua", where(group="an_sinh"), ""),
    ("hoi_dong.phien_hop", "Phiên họp Hội đồng Thi đua - Khen thưởng tỉnh", Unit.SESSION, _D.COUNCIL, "phien_hop", EVERY, ""),
    ("hoi_dong.phien_hop.xet_khen", "Phiên họp Hội đồng có xét khen thưởng", Unit.SESSION, _D.COUNCIL, "phien_hop", where(considers_awards=True), ""),
    ("khoi.so_khoi", "Khối thi đua", Unit.BLOC, _D.COUNCIL, "khoi", where(kind=BlocKind.BLOC), ""),
    ("khoi.so_cum", "Cụm thi đua", Unit.COUNT, _D.COUNCIL, "khoi", where(kind=BlocKind.CLUSTER), ""),
    ("khoi.thanh_vien", "Đơn vị tham gia khối thi đua", Unit.UNIT_BODY, _D.COUNCIL, "thanh_vien_khoi", where(bloc__kind=BlocKind.BLOC), ""),
    ("khoi.thanh_vien_cum", "Thành viên cụm thi đua", Unit.COUNT, _D.COUNCIL, "thanh_vien_khoi", where(bloc__kind=BlocKind.CLUSTER), ""),
    ("van_ban.trong_so", "Văn bản trong sổ, ban hành trong năm", Unit.DOCUMENT, _D.DOCUMENT, "van_ban", EVERY, ""),
    ("van_ban.trong_so.cua_tinh", "Văn bản của tỉnh trong sổ, không kể quyết định khen thưởng", Unit.DOCUMENT, _D.DOCUMENT, "van_ban", where(level=DocumentLevel.PROVINCE, is_award_decision=False), ""),
    ("van_ban.trong_so.trung_uong", "Văn bản của Trung ương trong sổ", Unit.DOCUMENT, _D.DOCUMENT, "van_ban", where(level=DocumentLevel.CENTRAL, is_award_decision=False), ""),
    ("van_ban.quyet_dinh_khen", "Quyết định khen thưởng trong sổ", Unit.DOCUMENT, _D.DOCUMENT, "van_ban", where(is_award_decision=True), ""),
    ("tuyen_truyen.theo_phong_trao", "Tin, bài về các phong trào có số liệu", Unit.ITEM, _D.PUBLICITY, "tuyen_truyen", where(is_stated_total=False), "value"),
    ("le_tuyen_duong.so_le", "Lễ, hội nghị tuyên dương", Unit.COUNT, _D.PUBLICITY, "le_tuyen_duong", EVERY, ""),
    ("le_tuyen_duong.tap_the", "Tập thể được tuyên dương tại các lễ", Unit.COLLECTIVE, _D.PUBLICITY, "le_tuyen_duong", EVERY, "collectives"),
    ("le_tuyen_duong.ca_nhan", "Cá nhân được tuyên dương tại các lễ", Unit.INDIVIDUAL, _D.PUBLICITY, "le_tuyen_duong", EVERY, "individuals"),
    ("le_tuyen_duong.ho_gia_dinh", "Hộ gia đình được tuyên dương tại các lễ", Unit.HOUSEHOLD, _D.PUBLICITY, "le_tuyen_duong", EVERY, "households"),
    ("dien_hinh.trong_so", "Điển hình tiên tiến trong sổ", Unit.COUNT, _D.PUBLICITY, "dien_hinh", EVERY, ""),
    ("kiem_tra.tong", "Đơn vị được kiểm tra công tác thi đua, khen thưởng", Unit.UNIT_BODY, _D.OVERSIGHT, "kiem_tra", EVERY, ""),
    ("kiem_tra.so_nganh", "Sở, ban, ngành được kiểm tra", Unit.UNIT_BODY, _D.OVERSIGHT, "kiem_tra", where(kind=InspectionKind.DEPARTMENT), ""),
    ("kiem_tra.phong_gddt", "Phòng Giáo dục và Đào tạo được kiểm tra", Unit.UNIT_BODY, _D.OVERSIGHT, "kiem_tra", where(kind=InspectionKind.EDUCATION_OFFICE), ""),
    ("kiem_tra.truong", "Trường học được kiểm tra", Unit.SCHOOL, _D.OVERSIGHT, "kiem_tra", where(kind=InspectionKind.SCHOOL), ""),
    ("kiem_tra.khac", "Đơn vị khác được kiểm tra", Unit.UNIT_BODY, _D.OVERSIGHT, "kiem_tra", where(kind=InspectionKind.OTHER), ""),
    ("boi_duong.lop", "Lớp bồi dưỡng nghiệp vụ thi đua, khen thưởng", Unit.CLASS, _D.OVERSIGHT, "boi_duong", EVERY, ""),
    ("boi_duong.hoc_vien", "Học viên các lớp bồi dưỡng", Unit.LEARNER, _D.OVERSIGHT, "boi_duong", EVERY, "learners"),
    ("khieu_nai.don", "Đơn khiếu nại, tố cáo, kiến nghị về thi đua, khen thưởng", Unit.PETITION, _D.OVERSIGHT, "khieu_nai", EVERY, ""),
    ("khieu_nai.khieu_nai", "Đơn khiếu nại", Unit.PETITION, _D.OVERSIGHT, "khieu_nai", where(kind=ComplaintKind.COMPLAINT), ""),
    ("khieu_nai.to_cao", "Đơn tố cáo", Unit.PETITION, _D.OVERSIGHT, "khieu_nai", where(kind=ComplaintKind.DENUNCIATION), ""),
    ("chi_tieu.theo_doi", "Chỉ tiêu được theo dõi", Unit.TARGET, _D.INDICATOR, "chi_tieu", EVERY, ""),
    ("chi_tieu.vuot", "Chỉ tiêu nguồn đánh giá là vượt kế hoạch", Unit.TARGET, _D.INDICATOR, "chi_tieu", where(verdict="vuot"), ""),
    ("chi_tieu.khong_dat", "Chỉ tiêu nguồn đánh giá là không đạt", Unit.TARGET, _D.INDICATOR, "chi_tieu", where(verdict="khong_dat"), ""),
    ("nhiem_vu.trong_nam", "Phương hướng, nhiệm vụ của năm", Unit.TASK, _D.TASK, "nhiem_vu", EVERY, ""),
    ("nhiem_vu.da_xong", "Phương hướng, nhiệm vụ của năm đã hoàn thành", Unit.TASK, _D.TASK, "nhiem_vu", where(state=TaskState.DONE), ""),
    ("nhiem_vu.nam_sau", "Phương hướng, nhiệm vụ năm sau", Unit.TASK, _D.TASK, "nhiem_vu_nam_sau", EVERY, ""),
    ("nhiem_vu.nam_sau.phuong_huong", "Phương hướng năm sau", Unit.TASK, _D.TASK, "nhiem_vu_nam_sau", where(kind=TaskKind.DIRECTION), ""),
    ("nhiem_vu.nam_sau.nhiem_vu", "Nhiệm vụ năm sau", Unit.TASK, _D.TASK, "nhiem_vu_nam_sau", where(kind=TaskKind.TASK), ""),
)  # fmt: skip


def register_figures() -> Iterator[Figure]:
    """All figures over registers that do not depend on the year's records."""
    for code, name, unit, domain, register, wanted, total in _TABLE:
        whole = not REGISTERS[register].unit
        words = "Cộng một cột của sổ." if total else "Đếm dòng trong sổ."
        yield Figure(
            code, name, unit, domain, Rows(register, wanted, total), words, whole_province=whole
        )
    yield Figure(
        "nong_thon_moi.dat_19.ty_le", "Tỷ lệ xã đạt 19 tiêu chí nông thôn mới", Unit.PERCENT, _D.MOVEMENT,
        Share("nong_thon_moi.dat_19", "nong_thon_moi.tong_xa"), whole_province=True,
    )  # fmt: skip
    yield Figure(
        "nhiem_vu.da_xong.ty_le", "Tỷ lệ nhiệm vụ đã hoàn thành", Unit.PERCENT, _D.TASK,
        Share("nhiem_vu.da_xong", "nhiem_vu.trong_nam"), whole_province=True,
    )  # fmt: skip


def publicity_of(movement: str, name: str) -> Figure:
    """Items about one movement of the year."""
    return Figure(
        f"tuyen_truyen.{movement}", f"Tin, bài về “{name}”", Unit.ITEM, _D.PUBLICITY,
        Rows("tuyen_truyen", where(movement__code=movement, is_stated_total=False), "value"),
        "Cộng số tin, bài của phong trào trong sổ tuyên truyền.", whole_province=True,
    )  # fmt: skip


def result_figures(code: str, name: str, unit: Unit, amount_unit: Unit | None) -> Iterator[Figure]:
    """A movement's stated result of the year: how many, and worth how much where it is said."""
    of_code = where(code=code)
    yield Figure(
        f"ket_qua.{code}.so_luong", name, unit, _D.MOVEMENT, Rows("ket_qua", of_code, "value"),
        "Số nguồn nêu, ghi ở sổ kết quả phong trào.", whole_province=True,
    )  # fmt: skip
    if amount_unit is not None:
        yield Figure(
            f"ket_qua.{code}.tri_gia", f"{name}: trị giá, khối lượng", amount_unit, _D.MOVEMENT,
            Rows("ket_qua", of_code, "amount"), "Số nguồn nêu, ghi ở sổ kết quả phong trào.", whole_province=True,
        )  # fmt: skip
