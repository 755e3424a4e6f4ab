"""What is kept for life. The register of official documents is in ``document_models``."""

from datetime import date

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from tdkt.kernel.codes import new_code
from tdkt.kernel.dated import Dated, days_in_order
from tdkt.kernel.text import fold, nfc, sort_key, title_sort_key
from tdkt.organisations.models import Authority, Organisation
from tdkt.registry.document_models import DocumentLink, OfficialDocument
from tdkt.registry.facet_models import Facet
from tdkt.registry.merit_models import (
    CollectiveYear,
    Discipline,
    Hold,
    Initiative,
    InitiativeAuthor,
    InitiativeUse,
    Rating,
)
from tdkt.registry.states import (
    BirthPrecision,
    Gender,
    Ground,
    HonourEventKind,
    Level,
    Method,
    RecipientGroup,
    RecipientKind,
    Standing,
    YearKind,
)

__all__ = [
    "CollectiveYear",
    "Discipline",
    "DocumentLink",
    "Facet",
    "Hold",
    "Honour",
    "HonourEvent",
    "Initiative",
    "InitiativeAuthor",
    "InitiativeUse",
    "OfficialDocument",
    "Person",
    "Post",
    "PostGroupRule",
    "Rating",
    "Recipient",
]


class Recipient(models.Model):
    """Whoever can be honoured: a person, a collective or a household; what search finds.

    ``organisation`` is where it belongs now (a person's unit, a small collective's body, a household's commune);
    ``body`` is set when the collective *is* an organisation of the tree.
    """

    authority = models.ForeignKey(
        Authority, verbose_name="cơ quan", on_delete=models.PROTECT, db_index=False
    )
    code = models.CharField("mã", max_length=12, default=new_code, unique=True, editable=False)
    kind = models.CharField("loại", max_length=12, choices=RecipientKind)
    name = models.CharField("tên", max_length=200)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="đơn vị",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="members",
    )
    body = models.OneToOneField(
        Organisation, verbose_name="là tổ chức", on_delete=models.PROTECT, null=True, blank=True,
        related_name="as_recipient",
    )  # fmt: skip
    is_small = models.BooleanField(
        "tập thể nhỏ", default=False, db_comment="By the province's own convention"
    )
    folded = models.CharField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    batch = models.CharField("lần nhập", max_length=12, blank=True, editable=False)

    class Meta:
        verbose_name = "đối tượng khen thưởng"
        constraints = [
            models.CheckConstraint(
                name="recipient_body_is_collective",
                condition=Q(body__isnull=True) | Q(kind=RecipientKind.COLLECTIVE),
            ),
            models.CheckConstraint(
                name="recipient_small_is_collective",
                condition=Q(is_small=False) | Q(kind=RecipientKind.COLLECTIVE),
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "sort_key", "id"], name="recipient_order"),
            models.Index(fields=["authority", "folded"], name="recipient_folded"),
            models.Index(fields=["organisation", "kind", "sort_key", "id"], name="recipient_unit"),
            # Beside the unique one, which is so full of nulls that SQLite thinks it useless.
            models.Index(
                fields=["body", "sort_key", "id"],
                name="recipient_body",
                condition=Q(body__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.derive()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def derive(self) -> None:
        """Fill what is computed from the name; bulk writers call it themselves."""
        self.name = nfc(self.name)
        self.folded = fold(self.name)
        self.sort_key = (
            sort_key(self.name) if self.kind == RecipientKind.PERSON else title_sort_key(self.name)
        )


class Person(models.Model):
    """What only a person has. Shares its key with the recipient."""

    recipient = models.OneToOneField(
        Recipient, on_delete=models.PROTECT, primary_key=True, related_name="person"
    )
    gender = models.CharField("giới tính", max_length=4, choices=Gender, blank=True)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    birth_precision = models.CharField(
        "độ rõ ngày sinh", max_length=14, choices=BirthPrecision, blank=True
    )
    ethnic_group = models.CharField("dân tộc", max_length=30, blank=True)
    national_id_sealed = models.BinaryField(null=True, blank=True, editable=False)
    national_id_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "cá nhân"
        constraints = [
            models.CheckConstraint(
                name="person_birth_has_precision",
                condition=Q(birth_date__isnull=True) | ~Q(birth_precision=""),
            ),
            models.CheckConstraint(
                name="person_sealed_and_hash_together",
                condition=Q(national_id_sealed__isnull=True, national_id_hash="")
                | (Q(national_id_sealed__isnull=False) & ~Q(national_id_hash="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["national_id_hash"],
                name="person_national_id",
                condition=~Q(national_id_hash=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.recipient)


class Post(Dated):
    """A post somebody held in an organisation, from when to when."""

    person = models.ForeignKey(
        Person, verbose_name="cá nhân", on_delete=models.PROTECT, related_name="posts"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="tổ chức", on_delete=models.PROTECT, null=True, blank=True
    )
    title = models.CharField("chức vụ", max_length=200)
    group = models.CharField("nhóm đối tượng", max_length=16, choices=RecipientGroup, blank=True)
    is_acting = models.BooleanField("quyền, phụ trách", default=False)
    leadership = models.CharField(
        "chức danh tính cống hiến",
        max_length=24,
        blank=True,
        help_text="Nhóm chức danh tương đương theo bảng cống hiến của nghị định; để trống khi không thuộc bảng.",
    )

    class Meta:
        verbose_name = "chức vụ"
        constraints = [days_in_order("post_days_in_order")]

    def __str__(self) -> str:
        return self.title


class PostGroupRule(models.Model):
    """The province's table from post to recipient group; the first rule whose words the post starts with decides."""

    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField("thứ tự")
    starts_with = models.CharField(
        "chức vụ bắt đầu bằng", max_length=100, db_comment="Compared folded"
    )
    group = models.CharField("nhóm đối tượng", max_length=16, choices=RecipientGroup)

    class Meta:
        verbose_name = "quy ước chức vụ - nhóm"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "starts_with"], name="post_group_rule_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_with} → {self.group}"


class Honour(models.Model):
    """One line of a decision: the atom of all statistics. Never changes once recorded (triggers refuse it).

    What befalls it is a dated ``HonourEvent``. Name, post and unit are as at that day. ``year`` is the year of
    achievement, by ``year_kind`` (a school year is named by its first year); ``prize`` is in whole đồng.
    """

    # Single-column indexes of the foreign keys would be idle: each leads an index in Meta.
    authority = models.ForeignKey(
        Authority, verbose_name="cơ quan", on_delete=models.PROTECT, db_index=False
    )
    code = models.CharField("mã", max_length=12, default=new_code, editable=False)
    recipient = models.ForeignKey(
        Recipient, verbose_name="đối tượng", on_delete=models.PROTECT, related_name="honours",
        db_index=False,
    )  # fmt: skip
    award = models.CharField(
        "danh hiệu, hình thức", max_length=40, db_comment="Code of tdkt_law's catalogue"
    )
    level = models.CharField("cấp", max_length=8, choices=Level)
    kind = models.CharField("loại đối tượng", max_length=12, choices=RecipientKind)
    group = models.CharField("nhóm đối tượng", max_length=16, choices=RecipientGroup, blank=True)
    is_enterprise = models.BooleanField("doanh nghiệp", default=False)
    is_small = models.BooleanField("tập thể nhỏ", default=False)
    is_posthumous = models.BooleanField("truy tặng", default=False)
    method = models.CharField("loại hình", max_length=12, choices=Method)
    ground = models.CharField("căn cứ xét", max_length=12, choices=Ground, blank=True)
    year_kind = models.CharField("cách tính năm", max_length=8, choices=YearKind, blank=True)
    year = models.PositiveSmallIntegerField("năm thành tích", null=True, blank=True)
    period_from = models.PositiveSmallIntegerField("giai đoạn từ", null=True, blank=True)
    period_to = models.PositiveSmallIntegerField("giai đoạn đến", null=True, blank=True)
    movement_code = models.CharField(
        "phong trào", max_length=16, blank=True, db_comment="Code of a movement"
    )
    document = models.ForeignKey(
        OfficialDocument, verbose_name="quyết định", on_delete=models.PROTECT, null=True, blank=True,
        related_name="honours", db_index=False,
    )  # fmt: skip
    ordinal = models.PositiveIntegerField("số thứ tự trong danh sách", null=True, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    decided_year = models.PositiveSmallIntegerField("năm quyết định", null=True, blank=True)
    order_day = models.GeneratedField(
        expression=Coalesce(F("decided_on"), Value(date.min)),
        output_field=models.DateField(),
        db_persist=True,
        db_comment="Decision's day, 0001-01-01 while not known: what lists order by, unknown last",
    )
    facet = models.ForeignKey(
        Facet, verbose_name="phân tổ", on_delete=models.PROTECT, editable=False, db_index=False,
        db_constraint=False, related_name="+",  # derived with the row: a check of each would only slow imports
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation, verbose_name="đơn vị khi đó", on_delete=models.PROTECT, null=True, blank=True,
        related_name="honours", db_index=False,
    )  # fmt: skip
    name_then = models.CharField("tên khi đó", max_length=200)
    post_then = models.CharField("chức vụ khi đó", max_length=200, blank=True)
    unit_then = models.CharField("đơn vị khi đó (như ghi)", max_length=255, blank=True)
    prize = models.BigIntegerField("tiền thưởng (đồng)", null=True, blank=True)
    standing = models.CharField(
        "đối chiếu", max_length=16, choices=Standing, default=Standing.CHECKED
    )
    note = models.CharField("ghi chú", max_length=255, blank=True)
    batch = models.CharField("lần nhập", max_length=12, blank=True, editable=False)
    digest = models.CharField(
        max_length=64, editable=False, db_comment="SHA-256 of the row; see registry.digests"
    )

    class Meta:
        verbose_name = "khen thưởng"
        constraints = [
            # Not unique=True, which on PostgreSQL makes a second index for LIKE.
            models.UniqueConstraint(fields=["code"], name="honour_code_once"),
            models.UniqueConstraint(
                fields=["document", "ordinal"], name="honour_once_in_a_decision"  # nulls are distinct
            ),
            models.CheckConstraint(
                name="honour_group_is_of_persons", condition=Q(group="") | Q(kind=RecipientKind.PERSON)
            ),
            models.CheckConstraint(
                name="honour_small_is_collective", condition=Q(is_small=False) | Q(kind=RecipientKind.COLLECTIVE)
            ),
            models.CheckConstraint(
                name="honour_year_has_kind", condition=Q(year__isnull=True) | ~Q(year_kind="")
            ),
            models.CheckConstraint(
                name="honour_checked_has_decision", condition=~Q(standing=Standing.CHECKED) | Q(document__isnull=False)
            ),
        ]  # fmt: skip
        # Each of the four covers every filter of the lists, so that a scan never touches the table:
        # ``registry.honour_lists`` says which list walks which.
        indexes = [
            models.Index(fields=["authority", "order_day", "id", "facet", "organisation"], name="honour_day"),
            models.Index(fields=["facet", "order_day", "id", "organisation", "recipient"], name="honour_facet"),
            models.Index(fields=["organisation", "order_day", "id", "facet", "recipient"], name="honour_unit"),
            models.Index(fields=["recipient", "order_day", "id", "facet", "organisation"], name="honour_recipient"),
            models.Index(fields=["batch"], name="honour_batch", condition=~Q(batch="")),
            # Facets do not hold it; the few are counted apart from the rest.
            models.Index(fields=["authority", "order_day", "facet", "organisation"], name="honour_posthumous",
                         condition=Q(is_posthumous=True)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.award} {self.name_then}"


class HonourEvent(models.Model):
    """What befell an honour, from a day, by a document. Append-only; the honour's status is derived from these."""

    honour = models.ForeignKey(
        Honour, verbose_name="khen thưởng", on_delete=models.PROTECT, related_name="events"
    )
    kind = models.CharField("biến động", max_length=12, choices=HonourEventKind)
    on = models.DateField("từ ngày")
    document = models.ForeignKey(
        OfficialDocument, verbose_name="văn bản", on_delete=models.PROTECT, null=True, blank=True
    )
    change = models.JSONField(
        "nội dung", default=dict, blank=True, db_comment="CORRECTED: field → new value"
    )
    reason = models.TextField("lý do")
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "biến động khen thưởng"
        indexes = [models.Index(fields=["honour", "on", "id"], name="honour_event_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"
