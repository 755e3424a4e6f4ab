"""Figures that no record can prove: each is one declared entry with its source, or not known."""

from collections.abc import Iterator
from typing import Final

from tdkt.kernel.stated import Unit
from tdkt.statistics.figures.kinds import SHARE, Declared, Domain, Figure, Share

_TABLE: Final = (
    ("van_ban.ban_hanh", "Văn bản chỉ đạo đã ban hành trong năm", Unit.DOCUMENT, Domain.DOCUMENT),
    ("phong_trao.trong_tam", "Phong trào trọng tâm của năm", Unit.MOVEMENT, Domain.MOVEMENT),
    ("van_hoa_cong_so.tap_the", "Tập thể được khen, phong trào thực hiện văn hóa công sở", Unit.COLLECTIVE, Domain.MOVEMENT),
    ("van_hoa_cong_so.ca_nhan", "Cá nhân được khen, phong trào thực hiện văn hóa công sở", Unit.INDIVIDUAL, Domain.MOVEMENT),
    ("nong_thon_moi.binh_quan_tieu_chi", "Bình quân tiêu chí nông thôn mới một xã", Unit.CRITERIA, Domain.MOVEMENT),
    ("khoi.co_thi_dua", "Cờ thi đua tặng các khối", Unit.AWARD, Domain.COUNCIL),
    ("tuyen_truyen.tong", "Tin, bài, chuyên mục về thi đua, khen thưởng", Unit.ITEM, Domain.PUBLICITY),
    ("dien_hinh.so_dien_hinh", "Điển hình tiên tiến được công nhận", Unit.PERSON, Domain.PUBLICITY),
    ("giao_duc.hoc_sinh", "Học sinh toàn tỉnh", Unit.PERSON, Domain.INDICATOR),
    ("chi_tieu.dat_vuot", "Chỉ tiêu chủ yếu đạt và vượt Nghị quyết HĐND tỉnh", Unit.TARGET, Domain.INDICATOR),
    ("chi_tieu.tong", "Chỉ tiêu chủ yếu của Nghị quyết HĐND tỉnh", Unit.TARGET, Domain.INDICATOR),
    ("grdp.hang_vung", "Hạng tăng trưởng GRDP trong vùng", Unit.RANK, Domain.INDICATOR),
    ("grdp.hang_ca_nuoc", "Hạng tăng trưởng GRDP cả nước", Unit.RANK, Domain.INDICATOR),
    ("to_chuc.ban_thuoc_so", "Ban Thi đua - Khen thưởng thuộc Sở Nội vụ", Unit.UNIT_BODY, Domain.OVERSIGHT),
    ("to_chuc.phong_thuoc_so", "Phòng Thi đua, khen thưởng thuộc Sở Nội vụ", Unit.UNIT_BODY, Domain.OVERSIGHT),
    ("to_chuc.nguoi_lam", "Người làm công tác thi đua, khen thưởng", Unit.PERSON, Domain.OVERSIGHT),
    ("to_chuc.nguoi_lam.nu", "Người làm công tác thi đua, khen thưởng là nữ", Unit.PERSON, Domain.OVERSIGHT),
    ("quy.trich", "Quỹ thi đua, khen thưởng đã trích", Unit.MILLION, Domain.OVERSIGHT),
    ("quy.chi_cap_nha_nuoc", "Quỹ chi cho khen thưởng cấp Nhà nước", Unit.MILLION, Domain.OVERSIGHT),
    ("quy.chi_cap_tinh", "Quỹ chi cho khen thưởng cấp tỉnh", Unit.MILLION, Domain.OVERSIGHT),
    ("quy.chi_khen_khac", "Quỹ chi cho khen thưởng khác", Unit.MILLION, Domain.OVERSIGHT),
    ("quy.chi_tuyen_truyen", "Quỹ chi cho tuyên truyền", Unit.MILLION, Domain.OVERSIGHT),
    ("quy.chi_hien_vat", "Quỹ chi cho hiện vật", Unit.MILLION, Domain.OVERSIGHT),
    ("quy.chi_khac", "Quỹ chi khác", Unit.MILLION, Domain.OVERSIGHT),
    ("quy.chi_thuong_xuyen", "Chi ngân sách thường xuyên", Unit.MILLION, Domain.OVERSIGHT),
)  # fmt: skip
_WORDS: Final = "Không đếm được từ bản ghi: lấy theo nguồn khai, mở ra mục khai với nguồn của nó."


def declared_figures() -> Iterator[Figure]:
    for code, name, unit, domain in _TABLE:
        yield Figure(code, name, unit, domain, Declared(), _WORDS, whole_province=True)
    yield Figure(
        "phong_trao.trong_tam.nam_sau", "Phong trào trọng tâm của năm sau", Unit.MOVEMENT, Domain.MOVEMENT,
        Declared("phong_trao.trong_tam", 1), _WORDS, whole_province=True,
    )  # fmt: skip
    yield Figure(
        f"chi_tieu.dat_vuot.{SHARE}", "Tỷ lệ chỉ tiêu chủ yếu đạt và vượt", Unit.PERCENT, Domain.INDICATOR,
        Share("chi_tieu.dat_vuot", "chi_tieu.tong"), whole_province=True,
    )  # fmt: skip
    yield Figure(
        f"quy.trich.{SHARE}", "Tỷ lệ trích quỹ trong chi ngân sách thường xuyên", Unit.PERCENT,
        Domain.OVERSIGHT, Share("quy.trich", "quy.chi_thuong_xuyen"), whole_province=True,
    )  # fmt: skip
