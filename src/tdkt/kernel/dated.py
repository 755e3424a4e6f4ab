"""Rows that hold from a day to a day, both included; an empty end means it still holds, an empty start that it is not known."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q


def valid_on(on: date, prefix: str = "") -> Q:
    """The condition "holds on that day", for filters through a relation give ``prefix="link__"``."""
    start, end = f"{prefix}valid_from", f"{prefix}valid_to"
    return (Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": on})) & (
        Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": on})
    )


class DatedQuerySet(models.QuerySet[Any]):
    def valid_on(self, on: date) -> Self:
        return self.filter(valid_on(on))


class Dated(models.Model):
    """First and last day on which the row holds."""

    valid_from = models.DateField(
        "từ ngày", null=True, blank=True, db_comment="First day; null: not known"
    )
    valid_to = models.DateField(
        "đến ngày", null=True, blank=True, db_comment="Last day, included; null: still holds"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


def days_in_order(name: str) -> models.CheckConstraint:
    """The constraint every dated table carries: it does not end before it starts."""
    return models.CheckConstraint(
        name=name,
        condition=Q(valid_from__isnull=True)
        | Q(valid_to__isnull=True)
        | Q(valid_to__gte=F("valid_from")),
        violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
    )
