"""Closed lists of the blocs app."""

from django.db.models import TextChoices


class BlocKind(TextChoices):
    BLOC = "khoi", "Khối thi đua"
    CLUSTER = "cum", "Cụm thi đua"


class BlocRole(TextChoices):
    LEADER = "truong", "Trưởng khối"
    DEPUTY = "pho", "Phó trưởng khối"
    MEMBER = "thanh_vien", "Thành viên"
