"""Authorities, organisations, and how one became another."""

from django.db import models
from django.db.models import F, Q

from tdkt.kernel.codes import new_code
from tdkt.kernel.dated import Dated, days_in_order
from tdkt.kernel.text import fold, nfc, title_sort_key
from tdkt.organisations.law_models import LawLayer
from tdkt.organisations.states import OrganisationKind, SuccessionKind

__all__ = [
    "Authority",
    "AuthoritySettings",
    "LawLayer",
    "Organisation",
    "OrganisationCode",
    "OrganisationParent",
    "Succession",
]


class Authority(models.Model):
    """A province: the tenant key every record carries."""

    code = models.SlugField("mã", unique=True, max_length=40)
    name = models.CharField("tên tỉnh", max_length=100, db_comment="E.g. tỉnh Lai Châu")
    place = models.CharField("địa danh", max_length=60, db_comment="As on papers, e.g. Lai Châu")
    government = models.CharField(
        "tên cơ quan", max_length=150, db_comment="E.g. Ủy ban nhân dân tỉnh Lai Châu"
    )
    is_demo = models.BooleanField("dữ liệu minh họa", default=False)

    class Meta:
        verbose_name = "cơ quan"

    def __str__(self) -> str:
        return self.name


class AuthoritySettings(models.Model):
    """One revision of an authority's settings; a later revision replaces it from its day, none is changed."""

    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    valid_from = models.DateField("có hiệu lực từ")
    values = models.JSONField("giá trị")
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "quy ước của tỉnh"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "valid_from"], name="settings_one_revision_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.valid_from}"


class Organisation(Dated):
    """A body as it was between two days. A new name or a merger makes a new row and a succession link."""

    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    code = models.CharField("mã", max_length=12, default=new_code, unique=True, editable=False)
    name = models.CharField("tên", max_length=255)
    short_name = models.CharField("tên gọn", max_length=120, blank=True)
    kind = models.CharField("loại", max_length=24, choices=OrganisationKind)
    protocol_order = models.PositiveIntegerField(
        "thứ tự", default=9999, db_comment="Place in the province's lists"
    )
    latitude = models.DecimalField("vĩ độ", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(
        "kinh độ", max_digits=9, decimal_places=6, null=True, blank=True
    )
    area_km2 = models.DecimalField(
        "diện tích (km²)", max_digits=9, decimal_places=2, null=True, blank=True
    )
    note = models.TextField("ghi chú", blank=True)
    folded = models.CharField(max_length=255, editable=False, db_index=True)
    sort_key = models.CharField(max_length=640, editable=False)

    class Meta:
        verbose_name = "tổ chức"
        constraints = [days_in_order("organisation_days_in_order")]
        indexes = [
            models.Index(fields=["authority", "sort_key", "id"], name="organisation_order"),
            models.Index(
                fields=["authority", "kind", "protocol_order", "id"], name="organisation_kind"
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
        self.sort_key = title_sort_key(self.name)


class OrganisationParent(Dated):
    """Whose body it was, from when to when."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="parent_links"
    )
    parent = models.ForeignKey(
        Organisation, verbose_name="cấp trên", on_delete=models.PROTECT, related_name="child_links"
    )

    class Meta:
        verbose_name = "quan hệ trực thuộc"
        constraints = [
            days_in_order("parent_days_in_order"),
            models.CheckConstraint(
                name="parent_is_another",
                condition=~Q(parent=F("organisation")),
                violation_error_message="Tổ chức không thể trực thuộc chính mình.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "valid_from"],
                name="parent_once_from_a_day",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} < {self.parent_id}"


class OrganisationCode(Dated):
    """A code of a public scheme. Codes were reused in 2025: only code and day together name a body."""

    organisation = models.ForeignKey(
        Organisation, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="codes"
    )
    scheme = models.CharField(
        "hệ mã", max_length=20, db_comment="gso: national list of administrative units"
    )
    code_value = models.CharField("mã", max_length=20)

    class Meta:
        verbose_name = "mã công khai"
        constraints = [
            days_in_order("code_days_in_order"),
            models.UniqueConstraint(
                fields=["scheme", "code_value", "valid_from"],
                name="code_once_from_a_day",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code_value}"


class Succession(models.Model):
    """From one body to the one that took over; a merger has several predecessors, a split several successors."""

    predecessor = models.ForeignKey(
        Organisation, verbose_name="trước", on_delete=models.PROTECT, related_name="successor_links"
    )
    successor = models.ForeignKey(
        Organisation, verbose_name="sau", on_delete=models.PROTECT, related_name="predecessor_links"
    )
    kind = models.CharField("cách", max_length=12, choices=SuccessionKind)
    on = models.DateField("từ ngày", db_comment="First day of the successor")
    note = models.CharField("căn cứ", max_length=255, blank=True)

    class Meta:
        verbose_name = "kế thừa"
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(
                name="succession_to_another", condition=~Q(predecessor=F("successor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"
