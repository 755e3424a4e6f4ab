"""Blocs and clusters as groups of organisations by date. Scores and ballots come with their own issue."""

from django.db import models

from tdkt.blocs.states import BlocKind, BlocRole
from tdkt.kernel.codes import new_code
from tdkt.kernel.dated import Dated, days_in_order
from tdkt.organisations.models import Authority, Organisation


class Bloc(Dated):
    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    code = models.CharField("mã", max_length=12, default=new_code, unique=True, editable=False)
    kind = models.CharField("loại", max_length=4, choices=BlocKind, default=BlocKind.BLOC)
    name = models.CharField("tên", max_length=200)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        verbose_name = "khối, cụm thi đua"
        constraints = [
            days_in_order("bloc_days_in_order"),
            models.UniqueConstraint(
                fields=["authority", "name", "valid_from"],
                name="bloc_once_from_a_day",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BlocMembership(Dated):
    """``outside_name`` names a member that is no organisation of this province (the inter-provincial cluster)."""

    bloc = models.ForeignKey(
        Bloc, verbose_name="khối", on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="đơn vị",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="blocs",
    )
    outside_name = models.CharField("thành viên ngoài tỉnh", max_length=200, blank=True)
    role = models.CharField("vai trò", max_length=12, choices=BlocRole, default=BlocRole.MEMBER)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "thành viên khối"
        constraints = [
            days_in_order("membership_days_in_order"),
            models.CheckConstraint(
                name="membership_names_somebody",
                condition=models.Q(organisation__isnull=False, outside_name="")
                | (models.Q(organisation__isnull=True) & ~models.Q(outside_name="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bloc_id}: {self.organisation or self.outside_name}"
