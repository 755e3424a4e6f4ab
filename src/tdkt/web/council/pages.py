"""The council's sessions on screen."""

from typing import Any

from tdkt.council.forms import SessionForm
from tdkt.council.models import CouncilSession
from tdkt.council.selectors import sessions_seen
from tdkt.council.services import session_save
from tdkt.web.blocs.tabs import TABS
from tdkt.web.registers.page import Col, RegisterPage
from tdkt.web.registers.values import lines_of
from tdkt.web.tables import Cell


def _save(*, row: CouncilSession, **said: Any) -> CouncilSession:
    return session_save(session=row, **said)


def _agenda(session: CouncilSession) -> str:
    """One line an item; with a dash where there are several, so that a wrapped one is not taken for two."""
    items = lines_of(session.agenda)
    return "\n".join(f"– {item}" for item in items) if len(items) > 1 else session.agenda


SESSIONS = RegisterPage(
    key="council",
    model=CouncilSession,
    form=SessionForm,
    save=_save,
    rows=sessions_seen,
    title="Phiên họp Hội đồng Thi đua - Khen thưởng tỉnh",
    one="phiên họp",
    lead="Các phiên họp trong năm, theo thứ tự.",
    empty="Sổ chưa có phiên họp nào",
    icon="gavel",
    order=("-year", "ordinal", "id"),
    tabs=TABS,
    by_year=True,
    columns=(
        Col("Phiên họp", lambda s: Cell(str(s), note=_agenda(s)), str, width=24),
        Col("Ngày họp", lambda s: s.on, nowrap=True, width=12),
        Col("Xét khen thưởng", lambda s: "có" if s.considers_awards else "không", width=16),
        Col("Nội dung", lambda s: s.agenda or None, on_screen=False, width=60),
        Col("Nguồn", lambda s: s.source or None, width=40),
    ),
)

PAGES = (SESSIONS,)
