"""Declared figures, the yearly report with its author text, and the figures frozen when it is issued."""

from django.db import models
from django.db.models import Q

from tdkt.kernel.codes import new_code
from tdkt.kernel.stated import Hedge, Unit
from tdkt.organisations.models import Authority
from tdkt.statistics.states import AssessmentKind, ReportState


class DeclaredFigure(models.Model):
    """A number that no record can prove: value, hedge and the source that states it. Null value: not known."""

    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    figure = models.CharField("mã số liệu", max_length=80)
    year = models.PositiveSmallIntegerField("năm")
    value = models.DecimalField("giá trị", max_digits=18, decimal_places=4, null=True, blank=True)
    hedge = models.CharField("mức ước", max_length=6, choices=Hedge, blank=True)
    unit = models.CharField("đơn vị tính", max_length=20, choices=Unit, blank=True)
    source = models.CharField("nguồn", max_length=255)
    note = models.TextField("ghi chú", blank=True)
    declared_at = models.DateTimeField("khai lúc")

    class Meta:
        verbose_name = "số liệu khai"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "figure", "year"], name="figure_declared_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.year}"


class Assessment(models.Model):
    """A result, limitation or cause of the year's assessment, in the office's words."""

    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField("năm")
    code = models.CharField("mã", max_length=16, default=new_code)
    kind = models.CharField("loại", max_length=12, choices=AssessmentKind)
    group = models.CharField("nhóm", max_length=40, blank=True)
    text = models.TextField("nội dung")
    causes_of = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="caused_by"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    source = models.CharField("nguồn", max_length=200, blank=True)

    class Meta:
        verbose_name = "đánh giá"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "code"], name="assessment_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Report(models.Model):
    """The yearly report. Its outline is data (``statistics/data``); its author text is in ``ReportText``."""

    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    code = models.CharField("mã", max_length=12, default=new_code, unique=True, editable=False)
    year = models.PositiveSmallIntegerField("năm báo cáo")
    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=40, default="BC-UBND")
    issued_on = models.DateField("ngày", null=True, blank=True)
    state = models.CharField(
        "tình trạng", max_length=14, choices=ReportState, default=ReportState.DRAFT
    )
    signer_line = models.CharField(
        "thẩm quyền ký", max_length=200, blank=True, db_comment="Lines separated by |"
    )
    signer_name = models.CharField("người ký", max_length=100, blank=True)
    recipients = models.TextField(
        "nơi nhận",
        blank=True,
        db_comment="One a line, the last is Lưu; empty: those of the outline",
    )

    class Meta:
        verbose_name = "báo cáo tổng kết năm"
        constraints = [
            models.UniqueConstraint(fields=["authority", "year"], name="report_once_a_year"),
            models.CheckConstraint(
                name="report_issued_has_number_and_day",
                condition=~Q(state=ReportState.ISSUED)
                | (~Q(number="") & Q(issued_on__isnull=False)),
                violation_error_message="Phát hành báo cáo phải có số và ngày.",
            ),
        ]

    def __str__(self) -> str:
        return f"Báo cáo tổng kết năm {self.year}"


class ReportText(models.Model):
    """The author's own words in one section, with figures embedded: ``{{ khen_thuong.nha_nuoc.ca_nhan }}``."""

    report = models.ForeignKey(
        Report, verbose_name="báo cáo", on_delete=models.PROTECT, related_name="texts"
    )
    section = models.CharField(
        "mục", max_length=40, db_comment="Path in the outline, e.g. P1.III.1"
    )
    body = models.TextField("nội dung", blank=True)
    version = models.PositiveIntegerField(
        "bản", default=1, db_comment="Grows with each save; an older one is Stale"
    )
    edited_by = models.CharField("người sửa", max_length=150, blank=True)
    edited_at = models.DateTimeField("sửa lúc")

    class Meta:
        verbose_name = "nội dung báo cáo"
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="report_text_once_a_section")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.section}"


class FrozenFigure(models.Model):
    """A figure as it was when the report was issued. Written once."""

    report = models.ForeignKey(
        Report, verbose_name="báo cáo", on_delete=models.PROTECT, related_name="frozen"
    )
    figure = models.CharField("mã số liệu", max_length=80)
    value = models.DecimalField("giá trị", max_digits=18, decimal_places=4, null=True, blank=True)
    text = models.CharField("như in", max_length=120)

    class Meta:
        verbose_name = "số liệu đã chốt"
        constraints = [
            models.UniqueConstraint(fields=["report", "figure"], name="figure_frozen_once")
        ]

    def __str__(self) -> str:
        return f"{self.figure} = {self.text}"


class FrozenPaper(models.Model):
    """The whole report as it was issued, so that what the records say later changes nothing in it. Written once.

    ``ledger_seq`` and ``ledger_hash`` are the end of the authority's chain at that moment: a stored head.
    """

    report = models.OneToOneField(
        Report, verbose_name="báo cáo", on_delete=models.PROTECT, related_name="frozen_paper"
    )
    paper = models.JSONField("toàn văn")
    outline_version = models.CharField("bản đề cương", max_length=20)
    digest = models.CharField(max_length=64, db_comment="SHA-256 of the paper's canonical JSON")
    ledger_seq = models.PositiveBigIntegerField("dòng nhật ký cuối")
    ledger_hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField("chốt lúc")

    class Meta:
        verbose_name = "toàn văn đã chốt"

    def __str__(self) -> str:
        return f"{self.report_id} {self.digest[:12]}"
