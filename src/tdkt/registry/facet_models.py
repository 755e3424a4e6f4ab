"""Facets: what makes lists and counts over a million honours cheap."""

from django.db import models

from tdkt.organisations.models import Authority
from tdkt.registry.states import Level, Method, RecipientGroup, RecipientKind, Standing

# What honours are filtered and counted by, in the order of a facet's key.
FACET_FIELDS = (
    "decided_year", "year", "award", "level", "kind", "group", "is_enterprise", "is_small", "method",
    "movement_code", "standing",
)  # fmt: skip
UNKNOWN_YEAR = 0  # a unique key holds no nulls; outside this table an unknown year is null


class Facet(models.Model):
    """One combination of everything honours are counted by, and how many honours have it.

    A million honours have some ten thousand combinations: a filter is looked up here first, and the honours'
    indexes carry one small number instead of eleven columns. Derived: honours never change, so a row once
    made stays right, and whoever inserts honours counts them here (``facets.facets_count``).
    """

    authority = models.ForeignKey(
        Authority, verbose_name="cơ quan", on_delete=models.PROTECT, db_index=False
    )
    decided_year = models.PositiveSmallIntegerField("năm quyết định", db_comment="0: not known")
    year = models.PositiveSmallIntegerField("năm thành tích", db_comment="0: not known")
    award = models.CharField("danh hiệu, hình thức", max_length=40)
    level = models.CharField("cấp", max_length=8, choices=Level)
    kind = models.CharField("loại đối tượng", max_length=12, choices=RecipientKind)
    group = models.CharField("nhóm đối tượng", max_length=16, choices=RecipientGroup, blank=True)
    is_enterprise = models.BooleanField("doanh nghiệp")
    is_small = models.BooleanField("tập thể nhỏ")
    method = models.CharField("loại hình", max_length=12, choices=Method)
    movement_code = models.CharField("phong trào", max_length=16, blank=True)
    standing = models.CharField("đối chiếu", max_length=16, choices=Standing)
    n = models.PositiveIntegerField("số lượt", default=0, db_comment="Honours recorded with it")

    class Meta:
        verbose_name = "phân tổ"
        constraints = [
            models.UniqueConstraint(fields=["authority", *FACET_FIELDS], name="facet_once")
        ]

    def __str__(self) -> str:
        return f"{self.decided_year} {self.award} {self.kind}"
