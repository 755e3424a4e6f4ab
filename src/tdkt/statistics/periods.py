"""The period a figure counts over. Every output states it: two periods of one year give two numbers."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import TextChoices

from tdkt.kernel.dates import format_date


class PeriodKind(TextChoices):
    """By which day an honour falls into a year; the code is the value of ``?ky=`` in addresses."""

    DECISION = "quyet-dinh", "Theo ngày quyết định, 01/01 đến 31/12"
    STATISTICAL = "thong-ke", "Năm thống kê, 01/12 năm trước đến 30/11"
    ACHIEVEMENT = "thanh-tich", "Theo năm thành tích"


@dataclass(frozen=True)
class Period:
    """One year, counted one way. By default the year of decision; the forms' statistical year is 01/12 to 30/11."""

    year: int
    kind: PeriodKind = PeriodKind.DECISION

    @property
    def start(self) -> date:
        if self.kind == PeriodKind.STATISTICAL:
            return date(self.year - 1, 12, 1)
        return date(self.year, 1, 1)

    @property
    def end(self) -> date:
        """The last day, included."""
        if self.kind == PeriodKind.STATISTICAL:
            return date(self.year, 11, 30)
        return date(self.year, 12, 31)

    @property
    def previous(self) -> "Period":
        return replace(self, year=self.year - 1)

    @property
    def label(self) -> str:
        """As screens and papers state it.

        >>> Period(2022, PeriodKind.STATISTICAL).label
        'năm thống kê 2022 (01/12/2021 đến 30/11/2022, theo ngày quyết định)'
        """
        days = f"{format_date(self.start)} đến {format_date(self.end)}, theo ngày quyết định"
        if self.kind == PeriodKind.STATISTICAL:
            return f"năm thống kê {self.year} ({days})"
        if self.kind == PeriodKind.ACHIEVEMENT:
            return f"thành tích năm {self.year} và năm học {self.year}-{self.year + 1}"
        return f"năm {self.year} ({days})"
