"""Putting the told histories into the registers: recipients and honours, then ratings, initiatives, discipline."""

from datetime import datetime

from tdkt.accounts.selectors import Reach
from tdkt.demo.histories_data import History, HistoryHonour, history_decisions, told_histories
from tdkt.organisations.models import Authority
from tdkt.registry.lines import HonourLine, PostLine, RecipientLine
from tdkt.registry.merit_bulk import (
    collective_years_record,
    disciplines_record,
    initiative_uses_record,
    initiatives_record,
    ratings_record,
)
from tdkt.registry.merit_lines import (
    CollectiveYearLine,
    DisciplineLine,
    InitiativeLine,
    InitiativeUseLine,
    RatingLine,
)
from tdkt.registry.models import OfficialDocument
from tdkt.registry.services import posts_record, recipients_record
from tdkt.registry.states import DocumentLevel, RecipientKind, Standing, YearKind


def histories_recipients(*, actor: Reach, organisations: dict[str, int]) -> dict[str, int]:
    """Insert the people and collectives with their posts; ids by the histories' keys."""
    told = told_histories()
    ids = recipients_record(
        actor=actor,
        lines=[
            RecipientLine(
                kind=RecipientKind(one.kind),
                name=one.name,
                organisation_id=organisations[one.unit],
                body_id=organisations[one.unit] if one.is_body else None,
                gender=one.gender,
                birth_date=one.born,
                birth_precision=one.birth_precision,
                ethnic_group=one.ethnic_group,
            )
            for one in told
        ],
    )
    by_key = {one.key: pk for one, pk in zip(told, ids, strict=True)}
    posts_record(
        actor=actor,
        lines=[
            PostLine(
                person_id=by_key[one.key],
                title=post["title"],
                organisation_id=organisations[one.unit],
                group=post["group"],
                valid_from=post["from"],
                valid_to=post.get("to"),
            )
            for one in told
            for post in one.posts
        ],
    )
    return by_key


def histories_decisions(authority: Authority) -> dict[str, int]:
    """Insert the decisions; ids by key."""
    made: dict[str, int] = {}
    for one in history_decisions():
        row = OfficialDocument(
            authority=authority,
            kind="quyet_dinh",
            number=one.number,
            symbol=one.symbol,
            issuer=one.issuer or authority.government,
            issued_on=one.issued_on,
            title=one.title,
            level=DocumentLevel(one.level),
            is_award_decision=True,
            source="Dữ liệu minh họa",
        )
        row.derive()
        row.save()
        made[one.key] = row.pk
    return made


def histories_honours(
    *, organisations: dict[str, int], recipients: dict[str, int], decisions: dict[str, int]
) -> list[HonourLine]:
    """The honours as lines, for the act that records all of the demo's."""
    return [
        _line(one, honour, organisations, recipients, decisions)
        for one in told_histories()
        for honour in one.honours
    ]


def _line(
    one: History,
    honour: HistoryHonour,
    organisations: dict[str, int],
    recipients: dict[str, int],
    decisions: dict[str, int],
) -> HonourLine:
    post = one.posts[0] if one.posts else {}
    # Who held no post yet in this register stood in it nowhere.
    held = bool(post) and post["from"] <= honour.decided_on
    return HonourLine(
        recipient_id=recipients[one.key],
        award=honour.award,
        level=honour.level,
        kind=one.kind,
        method=honour.method,
        name_then=one.name,
        group=post.get("group", ""),
        ground=honour.ground,
        year_kind=_year_kind(one),
        year=honour.year,
        period_from=honour.period[0] if honour.period else None,
        period_to=honour.period[1] if honour.period else None,
        document_id=decisions[honour.decision] if honour.decision else None,
        ordinal=1 if honour.decision else None,
        decided_on=honour.decided_on,
        organisation_id=organisations[one.unit] if held or one.is_body else None,
        post_then=post["title"] if held else "",
        standing=honour.standing,
    )


def _year_kind(one: History) -> str:
    return YearKind.SCHOOL if one.school else YearKind.CALENDAR


def histories_merits(
    *, actor: Reach, recipients: dict[str, int], at: datetime, batch: str
) -> dict[str, int]:
    """Ratings, initiatives and what they were spent on, discipline, collectives' years; how many of each."""
    told = told_histories()
    ratings = [
        RatingLine(
            recipients[one.key], year, grade, _year_kind(one), one.standing, one.rating_paper
        )
        for one in told
        for year, grade in one.ratings.items()
    ]
    disciplines = [
        DisciplineLine(
            recipients[one.key],
            row["form"],
            row["from"],
            row["to"],
            row["cause"],
            Standing.CHECKED,
            row["decision"],
        )
        for one in told
        for row in one.discipline
    ]
    years = [
        CollectiveYearLine(recipients[one.key], standing=Standing.DECLARED, **row)
        for one in told
        for row in one.members
    ]
    ratings_record(actor=actor, lines=ratings, at=at, batch=batch)
    disciplines_record(actor=actor, lines=disciplines, at=at, batch=batch)
    collective_years_record(actor=actor, lines=years, at=at, batch=batch)
    return {
        "ratings": len(ratings),
        "disciplines": len(disciplines),
        "collective_years": len(years),
        "initiatives": _initiatives(actor, told, recipients, at, batch),
    }


def _initiatives(
    actor: Reach, told: tuple[History, ...], recipients: dict[str, int], at: datetime, batch: str
) -> int:
    rows = [(one, made) for one in told for made in one.initiatives]
    ids = initiatives_record(
        actor=actor,
        lines=[
            InitiativeLine(
                title=made.title,
                year=made.year,
                scope=made.scope,
                authors=((recipients[one.key], 100),),
                year_kind=_year_kind(one),
                influence=made.influence,
                recognised_by=made.recognised_by,
                recognised_on=made.recognised_on,
                decision=made.decision,
                standing=Standing.CHECKED if made.decision else Standing.DECLARED,
                uses_known=made.uses is not None,
            )
            for one, made in rows
        ],
        at=at,
        batch=batch,
    )
    initiative_uses_record(
        actor=actor,
        lines=[
            InitiativeUseLine(pk, recipients[one.key], award, year, _year_kind(one))
            for pk, (one, made) in zip(ids, rows, strict=True)
            for award, year in made.uses or ()
        ],
        at=at,
        batch=batch,
    )
    return len(rows)
