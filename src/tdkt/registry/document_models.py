"""The register of official documents: what the province cites, implements and decides by."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, ExtractYear

from tdkt.kernel.codes import new_code
from tdkt.kernel.text import fold, nfc
from tdkt.organisations.models import Authority, Organisation
from tdkt.registry.states import DocumentLevel, DocumentState, Force


class OfficialDocument(models.Model):
    """A document by type, number, symbol, issuer and date. What the source does not say stays empty.

    Symbol alone does not identify an issuer (HD-BTĐKT is both the centre's and the province's): the key is
    issuer, symbol, number and year.
    """

    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    code = models.CharField("mã", max_length=12, default=new_code, unique=True, editable=False)
    kind = models.CharField("loại văn bản", max_length=80, db_comment="E.g. Chỉ thị, Quyết định")
    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=40, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    issuer_body = models.ForeignKey(
        Organisation, verbose_name="là tổ chức", on_delete=models.PROTECT, null=True, blank=True
    )
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    title = models.TextField("trích yếu", blank=True)
    topic = models.CharField("nội dung (khi chưa có trích yếu)", max_length=255, blank=True)
    level = models.CharField("cấp", max_length=12, choices=DocumentLevel)
    state = models.CharField(
        "tình trạng", max_length=12, choices=DocumentState, default=DocumentState.ISSUED
    )
    force = models.CharField("hiệu lực", max_length=14, choices=Force, blank=True)
    effective_from = models.DateField("hiệu lực từ", null=True, blank=True)
    effective_to = models.DateField("hiệu lực đến", null=True, blank=True)
    movement_code = models.CharField("phong trào", max_length=16, blank=True)
    is_award_decision = models.BooleanField("quyết định khen thưởng", default=False)
    source = models.CharField("nguồn", max_length=200, blank=True)
    note = models.TextField("ghi chú", blank=True)
    folded = models.TextField(editable=False)
    implements = models.ManyToManyField(
        "self",
        through="DocumentLink",
        symmetrical=False,
        related_name="implemented_by",
        verbose_name="thực hiện",
    )

    class Meta:
        verbose_name = "văn bản"
        constraints = [
            models.UniqueConstraint(
                # The cast types a missing day for PostgreSQL, which refuses the year of an untyped null.
                "authority", "issuer", "symbol", "number",
                ExtractYear(Cast("issued_on", models.DateField())),
                name="document_number_once_a_year",
                condition=~Q(number=""),
                violation_error_message="Số, ký hiệu này của cơ quan ban hành đã có trong năm.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["authority", "issued_on", "id"], name="document_day"),
            models.Index(fields=["authority", "number", "symbol"], name="document_number"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}".strip()

    def save(self, *args: object, **kwargs: object) -> None:
        self.derive()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def derive(self) -> None:
        """Fill what is computed; bulk writers call it themselves."""
        self.title = nfc(self.title)
        self.folded = fold(f"{self.kind} {self.reference} {self.issuer} {self.title} {self.topic}")

    @property
    def reference(self) -> str:
        """Number and symbol as cited; empty when the source gives none.

        The State writes ``2216/KH-UBND``, the Party ``34-CT/TW``: its symbol carries the stroke itself.
        """
        if self.number and self.symbol:
            return f"{self.number}{'-' if '/' in self.symbol else '/'}{self.symbol}"
        return self.number or self.symbol


class DocumentLink(models.Model):
    """One document carries out another."""

    document = models.ForeignKey(
        OfficialDocument, on_delete=models.PROTECT, related_name="implements_links"
    )
    implements = models.ForeignKey(
        OfficialDocument, on_delete=models.PROTECT, related_name="implemented_by_links"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "implements"], name="document_link_once"),
            models.CheckConstraint(
                name="document_link_to_another", condition=~Q(document=F("implements"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.implements_id}"
