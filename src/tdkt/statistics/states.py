"""Closed lists of the statistics app."""

from django.db.models import TextChoices


class ReportState(TextChoices):
    DRAFT = "du_thao", "Dự thảo"
    ISSUED = "da_phat_hanh", "Đã phát hành"


class AssessmentKind(TextChoices):
    RESULT = "ket_qua", "Kết quả đạt được"
    LIMITATION = "han_che", "Hạn chế"
    CAUSE = "nguyen_nhan", "Nguyên nhân"
