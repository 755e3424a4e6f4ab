"""The Vietnamese words of the catalogue's codes."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from tdkt_law.awards import AwardKind, AwardLevel
from tdkt_law.catalogue.model import Confidence, Regime

KINDS: Final[Mapping[str, str]] = {
    AwardKind.TITLE: "Danh hiệu thi đua", AwardKind.FORM: "Bằng khen, giấy khen", AwardKind.HONORARY: "Danh hiệu vinh dự Nhà nước",
    AwardKind.ORDER: "Huân chương", AwardKind.MEDAL: "Huy chương", AwardKind.PRIZE: "Giải thưởng",
    AwardKind.COMMEMORATIVE: "Kỷ niệm chương, huy hiệu",
}  # fmt: skip
LEVELS: Final[Mapping[str, str]] = {
    AwardLevel.STATE: "Cấp Nhà nước", AwardLevel.PROVINCE: "Cấp bộ, tỉnh", AwardLevel.BASE: "Cấp cơ sở",
    AwardLevel.OTHER: "Ngoài ba cấp thống kê",
}  # fmt: skip
RECIPIENTS: Final[Mapping[str, str]] = {
    "ca_nhan": "cá nhân", "tap_the": "tập thể", "ho_gia_dinh": "hộ gia đình",
}  # fmt: skip
FINER: Final[Mapping[str, str]] = {
    **RECIPIENTS,
    "cbccvc_nld": "cán bộ, công chức, viên chức, người lao động", "cong_nhan_nong_dan_nld": "công nhân, nông dân, người lao động",
    "llvt_ca_nhan": "cá nhân trong lực lượng vũ trang", "doanh_nhan_tri_thuc": "doanh nhân, trí thức, nhà khoa học",
    "ba_me": "bà mẹ có cống hiến, hy sinh", "nha_giao": "nhà giáo", "thay_thuoc": "thầy thuốc", "nghe_si": "nghệ sĩ",
    "nghe_nhan": "nghệ nhân", "tac_gia": "tác giả", "llvt_tap_the": "tập thể trong lực lượng vũ trang",
    "bo_tinh": "bộ, ban, ngành, tỉnh", "bqp_bca": "tập thể thuộc Bộ Quốc phòng, Bộ Công an",
    "quan_khu_tong_cuc": "quân khu, tổng cục và tương đương", "doanh_nghiep": "doanh nghiệp, tổ chức kinh tế",
    "xa_phuong": "xã, phường, đặc khu", "thon_tdp": "thôn, tổ dân phố", "tinh_thanh_pho": "tỉnh, thành phố",
    "kieu_bao": "người Việt Nam ở nước ngoài", "nuoc_ngoai": "cá nhân, tập thể người nước ngoài",
    "nguyen_thu_nuoc_ngoai": "nguyên thủ, lãnh đạo nước ngoài",
}  # fmt: skip
GROUNDS: Final[Mapping[str, str]] = {
    "cong_trang": "Công trạng", "dot_xuat": "Đột xuất", "phong_trao": "Phong trào, chuyên đề", "cong_hien": "Quá trình cống hiến",
    "nien_han": "Niên hạn", "doi_ngoai": "Đối ngoại", "danh_hieu": "Danh hiệu thi đua", "khang_chien": "Kháng chiến",
}  # fmt: skip
INSTRUMENTS: Final[Mapping[str, str]] = {
    "luat": "Luật", "nghi_dinh": "Nghị định", "thong_tu": "Thông tư", "nghi_quyet": "Nghị quyết", "quyet_dinh": "Quyết định",
    "cong_van": "Công văn",
}  # fmt: skip
# What belongs to one award, in the order a reader asks; then what belongs to all.
TOPICS: Final[Mapping[str, str]] = {
    "authority": "Thẩm quyền quyết định", "vote": "Bỏ phiếu ở Hội đồng", "notice": "Đăng tải lấy ý kiến Nhân dân",
    "consultation": "Hiệp y", "party": "Ý kiến cấp ủy", "dossier": "Thành phần hồ sơ", "form_numbers": "Số mẫu văn bản",
    "deadline": "Thời hạn", "quota": "Tỷ lệ, số lượng", "prize": "Tiền thưởng", "objects": "Hiện vật",
    "recipients_note": "Lưu ý về đối tượng",
}  # fmt: skip
GENERAL_TOPICS: Final[Mapping[str, str]] = {
    "hold": "Trường hợp chưa xem xét khen thưởng", "base_salary": "Mức lương cơ sở", "rounding": "Làm tròn tiền thưởng",
    "money_rules": "Nguyên tắc tính, chi tiền thưởng",
}  # fmt: skip


class Sureness(NamedTuple):
    """How sure a value is, as drawn: a word, a shape, the look of the mark, and what it means in a sentence."""

    word: str
    icon: str
    tone: str
    meaning: str


SURENESS: Final[Mapping[Confidence, Sureness]] = {
    Confidence.VERIFIED: Sureness(
        "Đã đối chiếu văn bản", "check", "ok", "Đã đọc ở toàn văn, hoặc ở lời văn do cơ quan ban hành công bố."
    ),
    Confidence.SECONDARY: Sureness(
        "Nguồn thứ cấp", "report", "", "Chỉ thấy qua báo chí, cổng thông tin hoặc quy định của cơ quan khác."
    ),
    Confidence.PRESUMED: Sureness(
        "Suy ra từ văn bản liền kề", "swap", "warn", "Chưa thấy ở văn bản của thời gian ấy; lấy theo văn bản ngay trước hoặc ngay sau."
    ),
    Confidence.ANALYST: Sureness(
        "Cách hiểu của phần mềm", "idea", "warn", "Văn bản không viết rõ; đây là cách hiểu của người làm phần mềm."
    ),
    Confidence.MEMORY: Sureness(
        "Theo trí nhớ, chưa đối chiếu", "clock", "warn", "Chưa có văn bản trong tay để đối chiếu; cần xem lại trước khi dùng."
    ),
    Confidence.NOT_FOUND: Sureness(
        "Chưa có văn bản", "question", "bad", "Đã tìm mà chưa có văn bản; phần mềm không trả lời thay."
    ),
}  # fmt: skip


def shown_confidence(confidence: Confidence, regime: Regime | None) -> Confidence:
    """What a value is shown as: under a regime whose own text is not to be had, nothing is surer than presumed."""
    if regime is None or not regime.presumes:
        return confidence
    order = list(Confidence)
    return max(confidence, Confidence.PRESUMED, key=order.index)


def recipients_in_words(codes: tuple[str, ...] | list[str]) -> str:
    """ "cá nhân, tập thể"; a code nobody named stands for itself."""
    return ", ".join(FINER.get(code, code) for code in codes)
