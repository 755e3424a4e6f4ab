"""Who may write, issue and see a yearly report; a refusal says why and who can."""

from tdkt.accounts.permissions import may
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.answers import YES, Answer
from tdkt.statistics.models import Report
from tdkt.statistics.states import ReportState


def may_write(actor: Reach, report: Report | None = None) -> Answer:
    """May this office write the report (or begin one)?"""
    answer = may(actor, Capability.WRITE_REPORT)
    return _still_draft(report) if answer and report is not None else answer


def may_issue(actor: Reach, report: Report) -> Answer:
    """May this office issue the report?"""
    answer = may(actor, Capability.ISSUE_REPORT)
    return _still_draft(report) if answer else answer


def _still_draft(report: Report) -> Answer:
    if report.state == ReportState.ISSUED:
        return Answer(
            ok=False,
            reason=f"Báo cáo năm {report.year} đã phát hành (số {report.number}/{report.symbol}), không sửa được nữa.",
        )
    return YES
