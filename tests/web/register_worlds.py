"""One row of every register: what a user types into its form, and how a test makes one; reading a page."""

import html
import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import count

from django.db.models import Model

from tdkt.accounts.states import Role
from tdkt.blocs.models import Bloc
from tdkt.council.models import CouncilSession
from tdkt.movements.models import (
    Ceremony,
    Indicator,
    Movement,
    MovementResult,
    Publicity,
    RoleModel,
    Task,
)
from tdkt.organisations.models import Authority
from tdkt.oversight.models import Complaint, Inspection, TrainingClass
from tdkt.registry.models import OfficialDocument
from tdkt.web.blocs.pages import PAGES as BLOCS
from tdkt.web.council.pages import PAGES as COUNCIL
from tdkt.web.documents.pages import DOCUMENTS
from tdkt.web.movements.pages import PAGES as MOVEMENTS
from tdkt.web.movements.rows import PAGES as ROWS
from tdkt.web.oversight.pages import PAGES as OVERSIGHT
from tdkt.web.registers.page import RegisterPage
from tests.factories import make_office, make_user

PAGES: tuple[RegisterPage, ...] = (DOCUMENTS, *MOVEMENTS, *ROWS, *OVERSIGHT, *BLOCS, *COUNCIL)
_next = count(1)


def make_movement(authority: Authority, name: str = "Chung sức") -> Movement:
    return Movement.objects.create(
        authority=authority, code=f"P{next(_next)}", kind="chuyen_de", name=name
    )


def _make(model: type[Model], name: str, **fields: object) -> Callable[[Authority, str], Model]:
    return lambda authority, text: model._default_manager.create(
        authority=authority, **{name: text}, **fields
    )


# key of the page → (a new row of that authority in which the text stands first, …)
MAKE: Mapping[str, Callable[[Authority, str], Model]] = {
    "documents": _make(
        OfficialDocument, "kind", issuer="UBND tỉnh", level="tinh", title="Trích yếu", issued_on=date(2022, 3, 1)
    ),
    "movements": make_movement,
    "movements-results": lambda authority, text: MovementResult.objects.create(
        authority=authority, year=2022, what=text, movement=make_movement(authority), value=39
    ),
    "movements-indicators": _make(Indicator, "name", year=2022, unit="%"),
    "movements-publicity": _make(Publicity, "channel", year=2022, value=200),
    "movements-ceremonies": _make(Ceremony, "name", year=2022),
    "movements-role-models": _make(RoleModel, "name", year=2022),
    "movements-tasks": _make(Task, "text", year=2023, kind="viec"),
    "oversight": _make(Inspection, "unit_name", year=2022, kind="truong"),
    "oversight-training": _make(TrainingClass, "name", year=2022, learners=82),
    "oversight-complaints": _make(Complaint, "subject", year=2026, kind="khieu_nai"),
    "blocs": _make(Bloc, "name"),
    "council": lambda authority, text: CouncilSession.objects.create(
        authority=authority, year=2022, ordinal=next(_next), agenda=text
    ),
}  # fmt: skip

# key of the page → (what is typed, how the saved row is called)
TYPED: Mapping[str, tuple[Mapping[str, str], str]] = {
    "documents": (
        {"kind": "Kế hoạch", "number": "2216", "symbol": "KH-UBND", "issuer": "UBND tỉnh", "issued_on": "28/6/2022",
         "title": "Tổ chức phong trào", "level": "tinh", "state": "da_ban_hanh"},
        "Kế hoạch 2216/KH-UBND",
    ),
    "movements": (
        {"code": "NTM", "name": "Chung sức", "kind": "chuyen_de", "scope": "bo_tinh", "state": "dang_thuc_hien"},
        "Chung sức",
    ),
    "movements-results": ({"year": "2022", "what": "Số xã đạt chuẩn", "value": "39", "unit": "xa"}, "Số xã đạt chuẩn"),
    "movements-indicators": (
        {"year": "2022", "name": "Thu ngân sách", "unit": "ty_dong", "actual": "2.262"}, "Thu ngân sách",
    ),
    "movements-publicity": ({"year": "2022", "channel": "Báo Lai Châu", "value": "280"}, "Báo Lai Châu: 280"),
    "movements-ceremonies": ({"year": "2022", "name": "Lễ tuyên dương", "on": "19.5.2022"}, "Lễ tuyên dương"),
    "movements-role-models": ({"year": "2022", "name": "Giàng A Thử"}, "Giàng A Thử"),
    "movements-tasks": ({"year": "2023", "kind": "viec", "text": "Tổng kết", "state": "chua_xong"}, "Tổng kết"),
    "oversight": ({"year": "2022", "kind": "truong", "unit_name": "Trường A"}, "Trường A"),
    "oversight-training": ({"year": "2022", "name": "Lớp nghiệp vụ", "learners": "82"}, "Lớp nghiệp vụ"),
    "oversight-complaints": ({"year": "2022", "kind": "khieu_nai", "subject": "Khen chưa đúng"}, "Khen chưa đúng"),
    "blocs": ({"kind": "khoi", "name": "Khối Tổng hợp"}, "Khối Tổng hợp"),
    "council": ({"year": "2022", "ordinal": "1", "considers_awards": "on"}, "Phiên 1 năm 2022"),
}  # fmt: skip


def typed_for(page: RegisterPage, authority: Authority) -> dict[str, str]:
    """What is typed into the page's form; a result names a movement of the authority."""
    values = dict(TYPED[page.key][0])
    if page.key == "movements-results":
        values["movement"] = str(make_movement(authority).pk)
    return values


def signed_in(client, authority, role=Role.STANDING_OFFICER, organisation=None):
    user = make_user()
    make_office(authority, role, organisation=organisation, user=user)
    client.force_login(user)
    return client


def words(answer) -> str:
    """The page's text as it reads."""
    body = re.sub(
        r"<(script|style).*?</\1>|<!--.*?-->", "", answer.content.decode(), flags=re.DOTALL
    )
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
