"""Closed lists of the registry; form 0603 of Thông tư 02/2023/TT-BNV is where groups and methods come from."""

from django.db.models import TextChoices


class RecipientKind(TextChoices):
    PERSON = "ca_nhan", "Cá nhân"
    COLLECTIVE = "tap_the", "Tập thể"
    HOUSEHOLD = "ho_gia_dinh", "Hộ gia đình"


class RecipientGroup(TextChoices):
    """The five groups of form 0603 (rows 06 to 10); only persons have one."""

    PROVINCE_LEADER = "lanh_dao_tinh", "Lãnh đạo cấp bộ, cấp tỉnh và tương đương trở lên"
    DEPARTMENT_LEADER = "lanh_dao_so", "Lãnh đạo cấp vụ, sở, ngành và tương đương"
    ENTREPRENEUR = "doanh_nhan", "Doanh nhân"
    OTHER_LEADER = "lanh_dao_khac", "Các cấp lãnh đạo khác từ phó phòng trở lên"
    DIRECT_WORKER = (
        "truc_tiep",
        "Người trực tiếp công tác, lao động, học tập, chiến đấu, phục vụ chiến đấu",
    )


class Level(TextChoices):
    STATE = "nha_nuoc", "Cấp Nhà nước"
    PROVINCE = "bo_tinh", "Cấp tỉnh"
    BASE = "co_so", "Cấp cơ sở"
    OTHER = "khac", "Ngoài ba cấp (quân khu, đoàn thể …)"


class Method(TextChoices):
    """ "Phương thức" of the forms; on screen it is "loại hình khen thưởng"."""

    REGULAR = "thuong_xuyen", "Thường xuyên"
    THEMATIC = "chuyen_de", "Chuyên đề"
    SUDDEN = "dot_xuat", "Đột xuất"
    FOREIGN = "doi_ngoai", "Đối ngoại"
    CONTRIBUTION = "cong_hien", "Cống hiến"
    SERVICE_YEARS = "nien_han", "Niên hạn"
    RESISTANCE = "khang_chien", "Kháng chiến"


class Ground(TextChoices):
    """Grounds of an award, by the codes of the law's catalogue."""

    MERIT = "cong_trang", "Công trạng"
    SUDDEN = "dot_xuat", "Đột xuất"
    MOVEMENT = "phong_trao", "Phong trào, chuyên đề"
    CONTRIBUTION = "cong_hien", "Quá trình cống hiến"
    SERVICE_YEARS = "nien_han", "Niên hạn"
    FOREIGN = "doi_ngoai", "Đối ngoại"
    TITLE = "danh_hieu", "Danh hiệu thi đua"
    RESISTANCE = "khang_chien", "Kháng chiến"


class YearKind(TextChoices):
    CALENDAR = "calendar", "Năm"
    SCHOOL = "school", "Năm học"


class Standing(TextChoices):
    """How far a history entry is vouched for (office practice: the province holds only its own decisions)."""

    CHECKED = "da_doi_chieu", "Đã đối chiếu"
    DECLARED = "don_vi_ke_khai", "Đơn vị kê khai"
    NO_NUMBER = "chua_co_so", "Chưa có số quyết định"


class HonourEventKind(TextChoices):
    CORRECTED = "dinh_chinh", "Đính chính"
    CANCELLED = "huy_bo", "Hủy bỏ quyết định"
    RECALLED = "thu_hoi", "Thu hồi hiện vật, tiền thưởng"
    EXCHANGED = "cap_doi", "Cấp đổi"
    REISSUED = "cap_lai", "Cấp lại"
    STRIPPED = "tuoc", "Tước danh hiệu vinh dự Nhà nước"
    RESTORED = "phuc_hoi", "Phục hồi danh hiệu vinh dự Nhà nước"


# From the day of such an event the honour no longer counts; RESTORED makes it count again.
ENDING_EVENTS = frozenset({HonourEventKind.CANCELLED, HonourEventKind.STRIPPED})


class BirthPrecision(TextChoices):
    DAY = "day", "Đủ ngày, tháng, năm"
    YEAR = "year", "Chỉ biết năm"
    CONVENTIONAL = "conventional", "Ngày sinh quy ước (01/01)"


class Gender(TextChoices):
    FEMALE = "nu", "Nữ"
    MALE = "nam", "Nam"
    UNKNOWN = "", "Chưa rõ"


class DocumentLevel(TextChoices):
    CENTRAL = "trung_uong", "Trung ương"
    PROVINCE = "tinh", "Tỉnh"
    BLOC = "khoi", "Khối thi đua"
    UNIT = "don_vi", "Đơn vị"


class DocumentState(TextChoices):
    """Whether the register knows the document to be issued, or only planned."""

    ISSUED = "da_ban_hanh", "Đã ban hành"
    PLANNED = "du_kien", "Dự kiến ban hành"


class Force(TextChoices):
    IN_FORCE = "con_hieu_luc", "Còn hiệu lực"
    EXPIRED = "het_hieu_luc", "Hết hiệu lực"
    UNKNOWN = "", "Chưa rõ"


class Grade(TextChoices):
    """Grades of a year's task completion; codes as in the law's catalogue."""

    EXCELLENT = "HTXS", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "HTT", "Hoàn thành tốt nhiệm vụ"
    DONE = "HT", "Hoàn thành nhiệm vụ"
    NOT_DONE = "KHT", "Không hoàn thành nhiệm vụ"


class InitiativeKind(TextChoices):
    INITIATIVE = "initiative", "Sáng kiến"
    RESEARCH = "research", "Đề tài, đề án, công trình khoa học và công nghệ"
    COMBAT = "combat_ingenuity", "Mưu trí, sáng tạo trong chiến đấu, phục vụ chiến đấu"


class InitiativeScope(TextChoices):
    BASE = "co_so", "Cơ sở"
    COMMUNE = "xa", "Cấp xã"
    DISTRICT = "huyen", "Cấp huyện (đến 30/6/2025)"
    PROVINCE = "bo_tinh", "Bộ, ban, ngành, tỉnh"
    NATION = "toan_quoc", "Toàn quốc"


class DisciplineForm(TextChoices):
    """Forms of discipline from the lightest; codes as in the law's catalogue."""

    REPRIMAND = "khien_trach", "Khiển trách"
    WARNING = "canh_cao", "Cảnh cáo"
    PAY_CUT = "ha_bac", "Hạ bậc lương"
    DEMOTION = "giang_chuc", "Giáng chức"
    REMOVAL = "cach_chuc", "Cách chức"
    DISMISSAL = "buoc_thoi_viec", "Buộc thôi việc"


class HoldGround(TextChoices):
    """Matters under way that hold a proposal (NĐ 98/2023, Điều 4 khoản 4); tax and insurance arrears are not among them."""

    DISCIPLINE = "ky_luat", "Đang xem xét kỷ luật"
    INVESTIGATION = "dieu_tra", "Đang điều tra"
    INSPECTION = "thanh_tra", "Đang thanh tra, kiểm tra, kiểm toán có dấu hiệu vi phạm"
    COMPLAINT = "khieu_nai", "Đang xác minh khiếu nại, tố cáo"
    PRESS = "bao_chi", "Đang xác minh thông tin báo chí nêu"
