"""Movements and the registers that carry their facts: results, indicators, publicity, ceremonies, role models, tasks."""

from django.db import models
from django.db.models import F, Q

from tdkt.kernel.codes import new_code
from tdkt.kernel.stated import Hedge, Unit
from tdkt.movements.states import (
    Direction,
    MovementKind,
    MovementScope,
    MovementState,
    TaskKind,
    TaskState,
    Verdict,
)
from tdkt.organisations.models import Authority, Organisation
from tdkt.registry.models import OfficialDocument, Recipient


def _amount(label: str) -> models.DecimalField:
    return models.DecimalField(label, max_digits=18, decimal_places=4, null=True, blank=True)


class Movement(models.Model):
    """An emulation movement: the central one and the provincial name it carries here."""

    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    code = models.CharField("mã", max_length=16)
    kind = models.CharField("loại", max_length=10, choices=MovementKind)
    scope = models.CharField(
        "phạm vi", max_length=10, choices=MovementScope, default=MovementScope.PROVINCE
    )
    state = models.CharField(
        "tình trạng", max_length=16, choices=MovementState, default=MovementState.RUNNING
    )
    central_name = models.CharField("tên phong trào của Trung ương", max_length=255, blank=True)
    name = models.CharField("tên phong trào của tỉnh", max_length=255)
    launched_by = models.CharField("người phát động", max_length=200, blank=True)
    year_from = models.PositiveSmallIntegerField("từ năm", null=True, blank=True)
    year_to = models.PositiveSmallIntegerField("đến năm", null=True, blank=True)
    motto = models.TextField("phương châm", blank=True)
    central_document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản của Trung ương", on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    launch_document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản phát động", on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    plan = models.ForeignKey(
        OfficialDocument,
        verbose_name="kế hoạch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    guidance = models.ForeignKey(
        OfficialDocument, verbose_name="hướng dẫn khen thưởng", on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "phong trào"
        constraints = [
            models.UniqueConstraint(fields=["authority", "code"], name="movement_code_once"),
            models.CheckConstraint(
                name="movement_years_in_order",
                condition=Q(year_from__isnull=True)
                | Q(year_to__isnull=True)
                | Q(year_to__gte=F("year_from")),
                violation_error_message="Năm kết thúc phải từ năm bắt đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Register(models.Model):
    """What every small register shares: the authority, a public code, the report year and where the fact came from."""

    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    code = models.CharField("mã", max_length=16, default=new_code)
    year = models.PositiveSmallIntegerField("năm")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    source = models.CharField("nguồn", max_length=200, blank=True)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        abstract = True


class MovementResult(Register):
    """One stated result of a movement: a count, perhaps with money or a quantity beside it."""

    movement = models.ForeignKey(
        Movement, verbose_name="phong trào", on_delete=models.PROTECT, related_name="results"
    )
    group = models.CharField(
        "nhóm kết quả", max_length=40, blank=True, db_comment="E.g. ntm_bands, an_sinh"
    )
    what = models.CharField("kết quả", max_length=255)
    value = _amount("số lượng")
    hedge = models.CharField("mức ước", max_length=6, choices=Hedge, blank=True)
    unit = models.CharField("đơn vị tính", max_length=20, choices=Unit, blank=True)
    amount = _amount("trị giá")
    amount_unit = models.CharField("đơn vị trị giá", max_length=20, choices=Unit, blank=True)

    class Meta:
        verbose_name = "kết quả phong trào"
        constraints = [
            models.UniqueConstraint(fields=["authority", "year", "code"], name="result_code_once")
        ]

    def __str__(self) -> str:
        return self.what


class Indicator(Register):
    """A socio-economic indicator in one year: actual, plan, previous year; each may be unknown (null).

    ``over_plan`` and ``over_previous`` are what the source states where it gives no plan or previous value.
    """

    name = models.CharField("chỉ tiêu", max_length=255)
    unit = models.CharField("đơn vị tính", max_length=20, choices=Unit, blank=True)
    unit_known = models.BooleanField("biết đơn vị tính", default=True)
    actual = _amount("thực hiện")
    hedge = models.CharField("mức ước", max_length=6, choices=Hedge, blank=True)
    plan = _amount("kế hoạch")
    previous = _amount("năm trước")
    out_of = _amount("trên tổng số")
    over_plan = _amount("so với kế hoạch")
    over_plan_unit = models.CharField(
        "đơn vị so với kế hoạch", max_length=20, choices=Unit, blank=True
    )
    over_previous = _amount("so với năm trước")
    over_previous_unit = models.CharField(
        "đơn vị so với năm trước", max_length=20, choices=Unit, blank=True
    )
    direction = models.CharField("chiều tốt", max_length=4, choices=Direction, blank=True)
    verdict = models.CharField("đánh giá của nguồn", max_length=10, choices=Verdict, blank=True)
    criteria_set = models.CharField("bộ tiêu chí", max_length=120, blank=True)
    text = models.CharField("mô tả bằng lời", max_length=255, blank=True)
    movement = models.ForeignKey(
        Movement,
        verbose_name="phong trào",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
    )

    class Meta:
        verbose_name = "chỉ tiêu"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "code"], name="indicator_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Publicity(Register):
    """News items about movements, as a counted or stated number for one movement and channel."""

    movement = models.ForeignKey(
        Movement,
        verbose_name="phong trào",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publicity",
    )
    channel = models.CharField("cơ quan thông tin", max_length=150)
    value = models.PositiveIntegerField("số lượng", null=True, blank=True)
    hedge = models.CharField("mức ước", max_length=6, choices=Hedge, blank=True)
    unit = models.CharField(
        "đơn vị tính", max_length=20, choices=Unit, default=Unit.ITEM, blank=True
    )
    is_stated_total = models.BooleanField("là tổng số nguồn nêu", default=False)

    class Meta:
        verbose_name = "tuyên truyền"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "code"], name="publicity_code_once"
            ),
            models.UniqueConstraint(
                fields=["authority", "year", "channel"],
                name="publicity_one_total",
                condition=Q(is_stated_total=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.value}"


class Ceremony(Register):
    """A ceremony of honouring; its counts are not the commendation statistics."""

    name = models.CharField("tên", max_length=255)
    organisers = models.CharField("đơn vị tổ chức", max_length=255, blank=True)
    on = models.DateField("ngày", null=True, blank=True)
    collectives = models.PositiveIntegerField("tập thể", null=True, blank=True)
    individuals = models.PositiveIntegerField("cá nhân", null=True, blank=True)
    households = models.PositiveIntegerField("hộ gia đình", null=True, blank=True)

    class Meta:
        verbose_name = "lễ tuyên dương"
        constraints = [
            models.UniqueConstraint(fields=["authority", "year", "code"], name="ceremony_code_once")
        ]

    def __str__(self) -> str:
        return self.name


class RoleModel(Register):
    """A recognised role model (điển hình tiên tiến) of a year."""

    recipient = models.ForeignKey(
        Recipient,
        verbose_name="đối tượng",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="role_models",
    )
    name = models.CharField("tên", max_length=200)
    unit_name = models.CharField("đơn vị", max_length=255, blank=True)
    field = models.CharField("lĩnh vực", max_length=120, blank=True)
    achievement = models.TextField("thành tích tiêu biểu", blank=True)
    movement = models.ForeignKey(
        Movement,
        verbose_name="phong trào",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="role_models",
    )

    class Meta:
        verbose_name = "điển hình tiên tiến"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "code"], name="role_model_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Task(Register):
    """A direction or task of the coming year's plan; ``year`` is the year it is to be done in."""

    kind = models.CharField("loại", max_length=6, choices=TaskKind)
    text = models.TextField("nội dung")
    owner = models.ForeignKey(
        Organisation, verbose_name="đơn vị chủ trì", on_delete=models.PROTECT, null=True, blank=True
    )
    due = models.DateField("thời hạn", null=True, blank=True)
    due_text = models.CharField("thời hạn như nguồn nêu", max_length=200, blank=True)
    movement = models.ForeignKey(
        Movement, verbose_name="phong trào", on_delete=models.PROTECT, null=True, blank=True
    )
    documents = models.ManyToManyField(OfficialDocument, verbose_name="văn bản", blank=True)
    state = models.CharField("kết quả", max_length=10, choices=TaskState, default=TaskState.OPEN)

    class Meta:
        verbose_name = "nhiệm vụ"
        constraints = [
            models.UniqueConstraint(fields=["authority", "year", "code"], name="task_code_once")
        ]

    def __str__(self) -> str:
        return self.text[:80]
