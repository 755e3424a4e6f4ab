"""Small worlds for tests: every function makes one thing, with the least that is needed and nothing left to chance."""

from datetime import UTC, date, datetime
from itertools import count

from tdkt.accounts.models import Office, User
from tdkt.accounts.selectors import Reach, reach, system_reach
from tdkt.accounts.states import Role
from tdkt.kernel.codes import new_code
from tdkt.organisations.models import Authority, Organisation, OrganisationParent
from tdkt.organisations.states import OrganisationKind
from tdkt.registry.lines import HonourLine, RecipientLine
from tdkt.registry.models import (
    CollectiveYear,
    Discipline,
    Hold,
    Honour,
    Initiative,
    InitiativeAuthor,
    InitiativeUse,
    OfficialDocument,
    Post,
    Rating,
    Recipient,
)
from tdkt.registry.services import honours_record, recipients_record
from tdkt.registry.states import (
    InitiativeScope,
    Level,
    Method,
    RecipientGroup,
    RecipientKind,
    Standing,
    YearKind,
)

AT = datetime(2022, 12, 20, 2, 30, tzinfo=UTC)
ON = date(2022, 12, 20)
PASSWORD = "Thi-dua-yeu-nuoc-2022"

_next = count(1)


def make_authority(code: str = "", name: str = "tỉnh Lai Châu") -> Authority:
    code = code or f"tinh-{next(_next)}"
    return Authority.objects.create(
        code=code, name=name, place=name.removeprefix("tỉnh "), government=f"Ủy ban nhân dân {name}"
    )


def make_organisation(
    authority: Authority,
    name: str = "Sở Nội vụ",
    *,
    kind: str = OrganisationKind.DEPARTMENT,
    parent: Organisation | None = None,
    valid_from: date | None = date(2004, 1, 1),
    valid_to: date | None = None,
) -> Organisation:
    made = Organisation.objects.create(
        authority=authority, name=name, kind=kind, valid_from=valid_from, valid_to=valid_to
    )
    if parent is not None:
        OrganisationParent.objects.create(
            organisation=made, parent=parent, valid_from=valid_from, valid_to=valid_to
        )
    return made


def make_user(username: str = "", full_name: str = "Lò Văn Thử") -> User:
    username = username or f"nguoi-{next(_next)}"
    return User.objects.create_user(username=username, password=PASSWORD, full_name=full_name)


def make_office(
    authority: Authority,
    role: Role = Role.STANDING_OFFICER,
    *,
    organisation: Organisation | None = None,
    user: User | None = None,
    valid_from: date = date(2020, 1, 1),
    valid_to: date | None = None,
) -> Office:
    return Office.objects.create(
        authority=authority, user=user or make_user(), role=role, organisation=organisation,
        valid_from=valid_from, valid_to=valid_to,
    )  # fmt: skip


def reach_of(office: Office, *, on: date = ON) -> Reach:
    return reach(office, on=on)


def make_recipient(
    authority: Authority,
    name: str = "Lò Thị Ân",
    *,
    kind: str = RecipientKind.PERSON,
    organisation: Organisation | None = None,
    **fields: object,
) -> Recipient:
    line = RecipientLine(
        kind=kind, name=name, organisation_id=organisation.pk if organisation else None, **fields  # type: ignore[arg-type]
    )  # fmt: skip
    ids = recipients_record(actor=system_reach(authority, on=ON), lines=[line])
    return Recipient.objects.get(pk=ids[0])


def make_decision(
    authority: Authority, *, number: str = "", on: date = date(2022, 3, 15), symbol: str = "QĐ-UBND"
) -> OfficialDocument:
    return OfficialDocument.objects.create(
        authority=authority, kind="Quyết định", number=number or f"T{next(_next)}", symbol=symbol,
        issuer="Ủy ban nhân dân tỉnh", issued_on=on, level="tinh", title="Về việc khen thưởng",
        is_award_decision=True,
    )  # fmt: skip


def make_honour(
    authority: Authority,
    recipient: Recipient | None = None,
    *,
    decision: OfficialDocument | None = None,
    **fields: object,
) -> Honour:
    """One recorded honour: by default a provincial Bằng khen of a direct worker, regular, of 2022."""
    recipient = recipient or make_recipient(authority, f"Lò Văn {new_code()[:5].title()}")
    decision = decision or make_decision(authority)
    values: dict[str, object] = {
        "recipient_id": recipient.pk,
        "award": "bk_bo_tinh",
        "level": Level.PROVINCE,
        "kind": recipient.kind,
        "method": Method.REGULAR,
        "name_then": recipient.name,
        "group": RecipientGroup.DIRECT_WORKER if recipient.kind == RecipientKind.PERSON else "",
        "is_small": recipient.is_small,
        "year_kind": "calendar",
        "year": decision.issued_on.year if decision.issued_on else None,
        "document_id": decision.pk,
        "ordinal": next(_next),
        "decided_on": decision.issued_on,
        "organisation_id": recipient.organisation_id,
        "unit_then": recipient.organisation.name if recipient.organisation else "",
    }
    batch = honours_record(
        actor=system_reach(authority, on=ON), lines=[HonourLine(**(values | fields))], at=AT  # type: ignore[arg-type]
    )  # fmt: skip
    return Honour.objects.get(pk=batch.ids[0])


def make_post(recipient: Recipient, title: str = "Giáo viên", **fields: object) -> Post:
    """A post from 01/01/2015 to now, of a direct worker."""
    values: dict[str, object] = {
        "group": RecipientGroup.DIRECT_WORKER,
        "valid_from": date(2015, 1, 1),
    }
    return Post.objects.create(person_id=recipient.pk, title=title, **(values | fields))


def make_rating(recipient: Recipient, year: int, grade: str = "HTT", **fields: object) -> Rating:
    values: dict[str, object] = {"year_kind": YearKind.CALENDAR, "standing": Standing.CHECKED}
    return Rating.objects.create(recipient=recipient, year=year, grade=grade, **(values | fields))


def make_initiative(
    *authors: Recipient, year: int, scope: str = InitiativeScope.BASE, **fields: object
) -> Initiative:
    """An initiative of these authors, recognised and never spent as far as anybody wrote."""
    values: dict[str, object] = {
        "authority": authors[0].authority, "title": f"Giải pháp số {next(_next)}", "kind": "initiative",
        "year_kind": YearKind.CALENDAR, "standing": Standing.CHECKED,
    }  # fmt: skip
    made = Initiative.objects.create(year=year, scope=scope, **(values | fields))
    InitiativeAuthor.objects.bulk_create(
        [InitiativeAuthor(initiative=made, recipient=author) for author in authors]
    )
    return made


def make_use(initiative: Initiative, recipient: Recipient, award: str, year: int) -> InitiativeUse:
    return InitiativeUse.objects.create(
        initiative=initiative, recipient=recipient, award=award, year_kind=YearKind.CALENDAR, year=year
    )  # fmt: skip


def make_discipline(
    recipient: Recipient, form: str = "khien_trach", *, first: date, last: date | None
) -> Discipline:
    return Discipline.objects.create(
        recipient=recipient, form=form, valid_from=first, valid_to=last, standing=Standing.CHECKED
    )


def make_hold(
    recipient: Recipient, ground: str = "khieu_nai", *, since: date, until: date | None = None
) -> Hold:
    return Hold.objects.create(
        recipient=recipient, ground=ground, since=since, until=until, matter="Đơn đang xác minh",
        outcome="Không có vi phạm" if until else "", standing=Standing.CHECKED,
    )  # fmt: skip


def make_collective_year(recipient: Recipient, year: int, **numbers: object) -> CollectiveYear:
    values: dict[str, object] = {"year_kind": YearKind.CALENDAR, "standing": Standing.CHECKED}
    return CollectiveYear.objects.create(recipient=recipient, year=year, **(values | numbers))
