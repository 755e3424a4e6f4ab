"""Reading reports: only an office that sees the whole province sees them."""

from django.db.models import QuerySet

from tdkt.accounts.selectors import Reach
from tdkt.kernel.ledger import Head
from tdkt.statistics.models import FrozenPaper, Report, ReportText


def reports_visible_to(actor: Reach) -> QuerySet[Report]:
    """The authority's yearly reports, the latest first; none for an office of one unit."""
    if not actor.whole_province:
        return Report.objects.none()
    return Report.objects.filter(authority_id=actor.authority_id).order_by("-year")


def report_texts(report: Report) -> dict[str, str]:
    """The author's words by the path of their section. One query; none for a report not yet begun."""
    return dict(ReportText.objects.filter(report_id=report.pk).values_list("section", "body"))


def issued_heads() -> list[Head]:
    """The ledger's end as every issued report keeps it, for ``ledger_verify(stored=…)``."""
    rows = FrozenPaper.objects.select_related("report").order_by("ledger_seq")
    return [
        Head(row.report.authority_id, row.ledger_seq, row.ledger_hash, f"{row.report} đã phát hành")
        for row in rows
    ]
