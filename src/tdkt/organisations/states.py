"""Closed lists of the organisations app."""

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    """What a body is in the province's system; the label is how lists say it."""

    PROVINCE = "tinh", "Cơ quan lãnh đạo tỉnh"
    PARTY = "dang", "Cơ quan Đảng"
    FRONT = "mat_tran", "Mặt trận, đoàn thể, hội"
    DEPARTMENT = "so", "Sở, ban, ngành"
    DISTRICT = "huyen", "Huyện, thành phố"
    COMMUNE = "xa", "Xã, phường, thị trấn"
    DIVISION = "phong", "Phòng, chi cục, bộ phận"
    SERVICE = "don_vi_su_nghiep", "Đơn vị sự nghiệp"
    SCHOOL = "truong", "Trường học"
    ARMED = "luc_luong_vu_trang", "Lực lượng vũ trang"
    CENTRAL = "trung_uong", "Cơ quan Trung ương trên địa bàn"
    ENTERPRISE = "doanh_nghiep", "Doanh nghiệp, hợp tác xã"
    OTHER = "khac", "Tổ chức khác"


class SuccessionKind(TextChoices):
    """How one body became another. History is linked, never renamed."""

    MERGED = "sap_nhap", "Sáp nhập"
    SPLIT = "chia_tach", "Chia, tách"
    RENAMED = "doi_ten", "Đổi tên"
    DISSOLVED = "giai_the", "Giải thể, chuyển nhiệm vụ"
