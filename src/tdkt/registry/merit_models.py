"""What the law reads beside honours: ratings, initiatives, discipline, matters under way, a collective's year.

A year is (calendar | school, first year), as on an honour. ``standing`` says how far an entry is vouched for:
the province holds only its own decisions, the rest is declared by units.
"""

from collections.abc import Mapping

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from tdkt.kernel.codes import new_code
from tdkt.kernel.dated import Dated, days_in_order
from tdkt.kernel.text import fold, nfc
from tdkt.organisations.models import Authority
from tdkt.registry.document_models import OfficialDocument
from tdkt.registry.states import (
    DisciplineForm,
    Grade,
    HoldGround,
    InitiativeKind,
    InitiativeScope,
    Standing,
    YearKind,
)

_YEARS = [MinValueValidator(1976), MaxValueValidator(2039)]


class _Entry(models.Model):
    """An entry of somebody's history, with where it is written."""

    recipient = models.ForeignKey(
        "registry.Recipient", verbose_name="đối tượng", on_delete=models.PROTECT, db_index=False
    )
    standing = models.CharField("mức tin cậy", max_length=16, choices=Standing)
    decision = models.CharField(
        "số, ngày, cơ quan ban hành",
        max_length=200,
        blank=True,
        help_text="Như ghi trên quyết định; để trống khi chưa có.",
    )
    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.PROTECT, null=True, blank=True
    )
    batch = models.CharField("lần nhập", max_length=12, blank=True, editable=False)

    class Meta:
        abstract = True


class Rating(_Entry):
    """The grade of a person or collective for one year (Luật 06/2022/QH15, Điều 84 khoản 7)."""

    year_kind = models.CharField("cách tính năm", max_length=8, choices=YearKind)
    year = models.PositiveSmallIntegerField("năm", validators=_YEARS)
    grade = models.CharField("mức xếp loại", max_length=4, choices=Grade)

    class Meta:
        verbose_name = "xếp loại"
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "year_kind", "year"],
                name="rating_once_a_year",
                violation_error_message="Năm này đã có xếp loại; hãy sửa dòng đã ghi.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_grade_display()} {self.year}"


class Initiative(models.Model):
    """An initiative, an accepted study or combat ingenuity, as recognised; who made it is in ``InitiativeAuthor``.

    ``scope`` is whose recognition it has, ``influence`` how far its effect and replicability were recognised
    (Điều 3 khoản 4, Điều 21 to 23); empty influence: not recognised beyond ``scope``.
    """

    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    code = models.CharField("mã", max_length=12, default=new_code, unique=True, editable=False)
    title = models.CharField("tên sáng kiến, đề tài", max_length=300)
    folded = models.CharField(max_length=300, editable=False)
    kind = models.CharField("loại", max_length=16, choices=InitiativeKind)
    year_kind = models.CharField("cách tính năm", max_length=8, choices=YearKind)
    year = models.PositiveSmallIntegerField("năm", validators=_YEARS)
    scope = models.CharField("phạm vi công nhận", max_length=10, choices=InitiativeScope)
    influence = models.CharField(
        "hiệu quả áp dụng, khả năng nhân rộng",
        max_length=10,
        choices=InitiativeScope,
        blank=True,
        help_text="Phạm vi đã được công nhận có hiệu quả áp dụng và khả năng nhân rộng; để trống khi chưa công nhận.",
    )
    recognised_by = models.CharField("cơ quan công nhận", max_length=200, blank=True)
    recognised_on = models.DateField("ngày công nhận", null=True, blank=True)
    decision = models.CharField("số quyết định", max_length=60, blank=True)
    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.PROTECT, null=True, blank=True
    )
    standing = models.CharField("mức tin cậy", max_length=16, choices=Standing)
    uses_known = models.BooleanField(
        "đã rõ dùng cho khen thưởng nào",
        default=False,
        help_text="Chọn khi danh sách khen thưởng đã dùng sáng kiến này là đầy đủ.",
    )
    batch = models.CharField("lần nhập", max_length=12, blank=True, editable=False)
    authors = models.ManyToManyField(
        "registry.Recipient",
        through="InitiativeAuthor",
        related_name="initiatives",
        verbose_name="tác giả",
    )
    # Recipient's id → percent, as a form states them until ``initiative_save`` writes them; None: not asked. No column.
    percents: Mapping[int, int | None] | None = None

    class Meta:
        verbose_name = "sáng kiến"
        indexes = [models.Index(fields=["authority", "-year", "id"], name="initiative_list")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        self.title = nfc(self.title)
        self.folded = fold(self.title)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class InitiativeAuthor(models.Model):
    """One of an initiative's authors."""

    initiative = models.ForeignKey(
        Initiative, verbose_name="sáng kiến", on_delete=models.CASCADE, related_name="shares"
    )
    recipient = models.ForeignKey(
        "registry.Recipient", verbose_name="tác giả", on_delete=models.PROTECT
    )
    percent = models.PositiveSmallIntegerField(
        "tỷ lệ đóng góp (%)", null=True, blank=True, validators=[MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = "tác giả sáng kiến"
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "recipient"], name="initiative_author_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.recipient)


class InitiativeUse(models.Model):
    """An award of one of its authors on which an initiative was spent; it is not counted again for a form."""

    initiative = models.ForeignKey(
        Initiative, verbose_name="sáng kiến", on_delete=models.CASCADE, related_name="uses"
    )
    recipient = models.ForeignKey(
        "registry.Recipient", verbose_name="của", on_delete=models.PROTECT
    )
    award = models.CharField("danh hiệu, hình thức", max_length=32)
    year_kind = models.CharField("cách tính năm", max_length=8, choices=YearKind)
    year = models.PositiveSmallIntegerField("năm thành tích", validators=_YEARS)

    class Meta:
        verbose_name = "khen thưởng đã dùng sáng kiến"
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "recipient", "award", "year_kind", "year"],
                name="initiative_use_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.year}"


class Discipline(_Entry, Dated):
    """A disciplinary measure, from its first day to the last day of its term (both included)."""

    code = models.CharField("mã", max_length=12, default=new_code, unique=True, editable=False)
    form = models.CharField("hình thức kỷ luật", max_length=16, choices=DisciplineForm)
    cause = models.CharField("lý do", max_length=300, blank=True)

    class Meta:
        verbose_name = "kỷ luật"
        constraints = [
            days_in_order("discipline_days_in_order"),
            models.CheckConstraint(
                name="discipline_has_first_day",
                condition=Q(valid_from__isnull=False),
                violation_error_message="Cần ghi ngày bắt đầu kỷ luật.",
            ),
        ]
        indexes = [models.Index(fields=["recipient", "valid_from"], name="discipline_of")]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.get_form_display()}"


class Hold(_Entry):
    """A matter under way that stops a proposal until it is settled (NĐ 98/2023/NĐ-CP, Điều 4 khoản 4).

    ``until`` is the day it was lifted, from which the recipient may be proposed again; ``outcome`` what came of it.
    """

    code = models.CharField("mã", max_length=12, default=new_code, unique=True, editable=False)
    ground = models.CharField("căn cứ", max_length=16, choices=HoldGround)
    since = models.DateField("từ ngày")
    until = models.DateField("gỡ từ ngày", null=True, blank=True)
    matter = models.CharField("nội dung vụ việc", max_length=300)
    outcome = models.CharField("kết luận", max_length=300, blank=True)

    class Meta:
        verbose_name = "trường hợp chưa xem xét khen thưởng"
        constraints = [
            models.CheckConstraint(
                name="hold_days_in_order",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message="Ngày gỡ phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                name="hold_lifted_with_outcome",
                condition=Q(until__isnull=True) | ~Q(outcome=""),
                violation_error_message="Khi gỡ cần ghi kết luận.",
            ),
        ]
        indexes = [models.Index(fields=["recipient", "since"], name="hold_of")]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.get_ground_display()}"


class CollectiveYear(_Entry):
    """A collective's members in one year, as the titles of collectives ask; null: not known."""

    year_kind = models.CharField("cách tính năm", max_length=8, choices=YearKind)
    year = models.PositiveSmallIntegerField("năm", validators=_YEARS)
    members = models.PositiveIntegerField("số thành viên", null=True, blank=True)
    women = models.PositiveIntegerField("trong đó nữ", null=True, blank=True)
    completed = models.PositiveIntegerField("hoàn thành nhiệm vụ trở lên", null=True, blank=True)
    ldtt = models.PositiveIntegerField("đạt “Lao động tiên tiến”", null=True, blank=True)
    cstd_co_so = models.PositiveIntegerField("đạt “Chiến sĩ thi đua cơ sở”", null=True, blank=True)
    worst_discipline = models.CharField(
        "kỷ luật nặng nhất trong năm", max_length=16, choices=DisciplineForm, blank=True
    )
    none_disciplined = models.BooleanField("không có người bị kỷ luật", default=False)

    class Meta:
        verbose_name = "số liệu tập thể trong năm"
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "year_kind", "year"],
                name="collective_year_once",
                violation_error_message="Năm này đã có số liệu; hãy sửa dòng đã ghi.",
            ),
            *(
                models.CheckConstraint(
                    name=f"collective_{part}_within",
                    condition=Q(**{f"{part}__isnull": True})
                    | Q(members__isnull=True)
                    | Q(**{f"{part}__lte": F("members")}),
                    violation_error_message="Số này không thể lớn hơn số thành viên.",
                )
                for part in ("women", "completed", "ldtt", "cstd_co_so")
            ),
            models.CheckConstraint(
                name="collective_discipline_agrees",
                condition=Q(none_disciplined=False) | Q(worst_discipline=""),
                violation_error_message="Đã chọn “không có người bị kỷ luật” thì không ghi hình thức.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.year}"
