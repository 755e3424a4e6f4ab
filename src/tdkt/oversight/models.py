"""Inspections, training classes and complaints: the smallest real registers."""

from django.db import models

from tdkt.kernel.codes import new_code
from tdkt.kernel.stated import Hedge
from tdkt.organisations.models import Authority, Organisation
from tdkt.oversight.states import ComplaintKind, InspectionKind
from tdkt.registry.models import OfficialDocument


class OversightRow(models.Model):
    """What the three registers share."""

    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    code = models.CharField("mã", max_length=16, default=new_code)
    year = models.PositiveSmallIntegerField("năm")
    on = models.DateField("ngày", null=True, blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        abstract = True


class Inspection(OversightRow):
    """One unit inspected on emulation and commendation work."""

    kind = models.CharField("nhóm đơn vị", max_length=12, choices=InspectionKind)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="đơn vị được kiểm tra",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    unit_name = models.CharField("tên đơn vị được kiểm tra", max_length=255)
    led_by = models.CharField("đơn vị chủ trì", max_length=255, blank=True)
    with_body = models.CharField("đơn vị phối hợp", max_length=255, blank=True)
    plan = models.ForeignKey(
        OfficialDocument, verbose_name="kế hoạch", on_delete=models.PROTECT, null=True, blank=True
    )
    findings = models.TextField("kết luận", blank=True)

    class Meta:
        verbose_name = "cuộc kiểm tra"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "code"], name="inspection_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.unit_name


class TrainingClass(OversightRow):
    """One class of training in emulation and commendation work."""

    name = models.CharField("tên lớp", max_length=255)
    organisers = models.CharField("đơn vị tổ chức", max_length=255, blank=True)
    audience = models.TextField("đối tượng", blank=True)
    learners = models.PositiveIntegerField("số học viên", null=True, blank=True)
    hedge = models.CharField("mức ước", max_length=6, choices=Hedge, blank=True)

    class Meta:
        verbose_name = "lớp bồi dưỡng"
        constraints = [
            models.UniqueConstraint(fields=["authority", "year", "code"], name="training_code_once")
        ]

    def __str__(self) -> str:
        return self.name


class Complaint(OversightRow):
    """One complaint or denunciation about commendation; a register that can prove a zero."""

    kind = models.CharField("loại đơn", max_length=12, choices=ComplaintKind)
    subject = models.CharField("nội dung", max_length=255)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="đơn vị liên quan",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    settled_on = models.DateField("giải quyết xong ngày", null=True, blank=True)

    class Meta:
        verbose_name = "đơn khiếu nại, tố cáo"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "code"], name="complaint_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.subject
