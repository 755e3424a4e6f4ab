"""Closed lists of the oversight app."""

from django.db.models import TextChoices


class InspectionKind(TextChoices):
    DEPARTMENT = "so_nganh", "Sở, ban, ngành"
    EDUCATION_OFFICE = "phong_gddt", "Phòng Giáo dục và Đào tạo"
    SCHOOL = "truong", "Trường học"
    OTHER = "khac", "Đơn vị khác"


class ComplaintKind(TextChoices):
    COMPLAINT = "khieu_nai", "Khiếu nại"
    DENUNCIATION = "to_cao", "Tố cáo"
    PETITION = "kien_nghi", "Kiến nghị, phản ánh"
