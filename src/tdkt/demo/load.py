"""Putting the demo year into the database: the invented records here, the year's facts in ``load_facts``."""

from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from tdkt.accounts.models import Office, User
from tdkt.accounts.selectors import Reach, system_reach
from tdkt.blocs.models import Bloc, BlocMembership
from tdkt.demo import facts, records
from tdkt.demo.accounts import DEMO_PASSWORD, demo_accounts
from tdkt.demo.expand import expand
from tdkt.demo.load_facts import Loaded, facts_load
from tdkt.demo.load_histories import (
    histories_decisions,
    histories_honours,
    histories_merits,
    histories_recipients,
)
from tdkt.demo.load_report import report_load
from tdkt.kernel.codes import new_code
from tdkt.kernel.ledger import Subject, ledger_add
from tdkt.kernel.verbs import Verb
from tdkt.organisations.models import (
    Authority,
    AuthoritySettings,
    Organisation,
    OrganisationCode,
    OrganisationParent,
    Succession,
)
from tdkt.registry.lines import HonourLine, PostLine, RecipientLine
from tdkt.registry.models import OfficialDocument
from tdkt.registry.services import Batch, honours_insert, posts_record, recipients_record
from tdkt.registry.states import DocumentLevel, RecipientKind
from tdkt.statistics.book import COMPLETE_FROM

SEED = 2022
INVENTED = "Tên hư cấu, dùng cho dữ liệu minh họa."
SECONDARY = "Theo khuôn chung của cả nước; chưa có văn bản của tỉnh."


@transaction.atomic
def demo_load(*, at: datetime, seed: int = SEED) -> Authority:
    """Load Lai Châu 2022 into an empty database, marked as a demo; all or nothing, one ledger row."""
    year = expand(seed)
    authority = Authority.objects.create(
        code="lai-chau",
        name="tỉnh Lai Châu",
        place="Lai Châu",
        government="Ủy ban nhân dân tỉnh Lai Châu",
        is_demo=True,
    )
    actor = system_reach(authority, on=at.date(), name="Nạp dữ liệu minh họa")
    # Before 2022 the records are filled up by invention: no figure may compare with them unasked.
    AuthoritySettings.objects.create(
        authority=authority,
        valid_from=date(2022, 1, 1),
        values={COMPLETE_FROM: facts.YEAR},
        recorded_at=at,
    )
    organisations = _organisations(authority, year)
    _blocs(authority, year, organisations)
    loaded = Loaded(
        organisations, _recipients(actor, year, organisations), _decisions(authority, year)
    )
    told = histories_recipients(actor=actor, organisations=organisations)
    lines = histories_honours(
        organisations=organisations, recipients=told, decisions=histories_decisions(authority)
    )
    batch = _honours(actor, year, loaded, lines)
    merits = histories_merits(actor=actor, recipients=told, at=at, batch=batch.code)
    facts_load(authority=authority, year=year, loaded=loaded, at=at)
    _accounts(authority)
    ledger_add(
        actor=actor.signed,
        verb=Verb.DEMO_LOAD,
        subject=Subject("authority", authority.code, authority.name),
        at=at,
        after={
            "honours": batch.entry,
            "seed": seed,
            "organisations": len(year.organisations),
            "recipients": len(loaded.recipients) + len(told),
            "decisions": len(year.decisions),
            "merits": merits,
        },
        reason="Dữ liệu minh họa: mọi cá nhân đều là hư cấu.",
    )
    report_load(actor=actor, at=at)
    return authority


def _organisations(authority: Authority, year: records.DemoYear) -> dict[str, int]:
    made = []
    for one in year.organisations:
        notes = [one.note, INVENTED if one.is_invented else "", SECONDARY if one.confidence else ""]
        row = Organisation(
            authority=authority,
            name=one.name,
            short_name=one.short_name,
            kind=one.kind,
            protocol_order=one.protocol_order,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            latitude=one.latitude,
            longitude=one.longitude,
            area_km2=one.area_km2,
            note=" ".join(filter(None, notes)),
        )
        row.derive()
        made.append(row)
    Organisation.objects.bulk_create(made)
    ids = {one.key: row.pk for one, row in zip(year.organisations, made, strict=True)}
    OrganisationParent.objects.bulk_create(
        OrganisationParent(
            organisation_id=ids[one.key],
            parent_id=ids[link.parent],
            valid_from=link.valid_from,
            valid_to=link.valid_to,
        )
        for one in year.organisations
        for link in one.parents
    )
    OrganisationCode.objects.bulk_create(
        OrganisationCode(
            organisation_id=ids[one.key],
            scheme=link.scheme,
            code_value=link.value,
            valid_from=link.valid_from,
            valid_to=link.valid_to,
        )
        for one in year.organisations
        for link in one.codes
    )
    Succession.objects.bulk_create(
        Succession(
            predecessor_id=ids[link.predecessor],
            successor_id=ids[link.successor],
            kind=link.kind,
            on=link.starts_on,
            note=" ".join(filter(None, [link.note, SECONDARY if link.confidence else ""])),
        )
        for link in year.successions
    )
    return ids


def _blocs(authority: Authority, year: records.DemoYear, organisations: dict[str, int]) -> None:
    made = {
        one.key: Bloc(
            authority=authority,
            kind=one.kind,
            name=one.name,
            position=one.position,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            note=one.note,
        )
        for one in year.blocs
    }
    Bloc.objects.bulk_create(made.values())
    BlocMembership.objects.bulk_create(
        BlocMembership(
            bloc=made[one.bloc],
            organisation_id=organisations[one.organisation] if one.organisation else None,
            outside_name=one.outside_name,
            role=one.role,
            position=one.position,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )
        for one in year.bloc_members
    )


def _recipients(
    actor: Reach, year: records.DemoYear, organisations: dict[str, int]
) -> dict[str, int]:
    people = [
        RecipientLine(
            kind=RecipientKind.PERSON,
            name=one.name,
            organisation_id=organisations.get(one.organisation),
            gender=one.gender,
            birth_date=one.birth_date,
            birth_precision=one.birth_precision,
            ethnic_group=one.ethnic_group,
        )
        for one in year.people
    ]
    collectives = [
        RecipientLine(
            kind=RecipientKind.COLLECTIVE,
            name=one.name,
            organisation_id=organisations.get(one.organisation),
            body_id=organisations[one.body] if one.body else None,
            is_small=one.is_small,
        )
        for one in year.collectives
    ]
    households = [
        RecipientLine(
            kind=RecipientKind.HOUSEHOLD,
            name=one.name,
            organisation_id=organisations.get(one.organisation),
        )
        for one in year.households
    ]
    keys = [
        *(one.key for one in year.people),
        *(one.key for one in year.collectives),
        *(one.key for one in year.households),
    ]
    ids = recipients_record(actor=actor, lines=[*people, *collectives, *households])
    by_key = dict(zip(keys, ids, strict=True))
    posts_record(
        actor=actor,
        lines=[
            PostLine(
                person_id=by_key[one.key],
                title=post.title,
                organisation_id=organisations.get(post.organisation),
                group=post.group,
                valid_from=post.valid_from,
                valid_to=post.valid_to,
            )
            for one in year.people
            for post in one.posts
        ],
    )
    return by_key


def _decisions(authority: Authority, year: records.DemoYear) -> dict[str, int]:
    made = []
    for one in year.decisions:
        row = OfficialDocument(
            authority=authority,
            kind=one.kind,
            number=one.number,
            symbol=one.symbol,
            issuer=one.issuer,
            issued_on=one.issued_on,
            title=one.title,
            level=DocumentLevel(one.level),
            is_award_decision=True,
            source="Dữ liệu minh họa",
        )
        row.derive()
        made.append(row)
    OfficialDocument.objects.bulk_create(made)
    return {one.key: row.pk for one, row in zip(year.decisions, made, strict=True)}


def _honours(actor: Reach, year: records.DemoYear, loaded: Loaded, more: list[HonourLine]) -> Batch:
    lines = [
        HonourLine(
            recipient_id=loaded.recipients[one.recipient],
            award=one.award,
            level=one.level,
            kind=one.recipient_kind,
            method=one.method,
            name_then=one.name_then,
            group=one.group,
            is_enterprise=one.is_enterprise,
            is_small=one.is_small,
            is_posthumous=one.is_posthumous,
            ground=one.ground,
            year_kind=one.year_kind,
            year=one.year,
            period_from=one.period_from,
            period_to=one.period_to,
            movement_code=one.movement,
            document_id=loaded.decisions[one.decision] if one.decision else None,
            ordinal=one.ordinal,
            decided_on=one.decided_on,
            organisation_id=loaded.organisations.get(one.organisation),
            post_then=one.post_then,
            unit_then=one.unit_then,
            prize=one.prize,
            standing=one.standing,
            note=one.note,
        )
        for one in year.honours
    ]
    return honours_insert(actor=actor, lines=[*lines, *more], batch=new_code())


def _accounts(authority: Authority) -> None:
    password = make_password(
        DEMO_PASSWORD
    )  # hashed once: ten accounts, one password everybody is told
    for account in demo_accounts():
        user = User.objects.create(
            username=account.username, full_name=account.full_name, password=password
        )
        unit = None
        if account.unit:
            unit = Organisation.objects.filter(
                authority=authority, name=account.unit, valid_to__isnull=True
            ).get()
        Office.objects.create(
            authority=authority,
            user=user,
            role=account.role,
            organisation=unit,
            valid_from=unit.valid_from if unit and unit.valid_from else date(2020, 1, 1),
        )
