"""Putting the year's facts into the registers: documents, movements, indicators, publicity, oversight, tasks …"""

from datetime import datetime
from typing import NamedTuple

from tdkt.council.models import CouncilSession
from tdkt.demo import facts, records
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
from tdkt.oversight.models import Inspection, TrainingClass
from tdkt.registry.models import DocumentLink, OfficialDocument, PostGroupRule
from tdkt.statistics.models import Assessment, DeclaredFigure

YEAR = 2022


class Loaded(NamedTuple):
    """Database ids by the expansion's keys."""

    organisations: dict[str, int]
    recipients: dict[str, int]
    decisions: dict[str, int]


def facts_load(
    *, authority: Authority, year: records.DemoYear, loaded: Loaded, at: datetime
) -> None:
    """Every register of the demo year; part of ``demo_load``'s transaction."""
    documents = _documents(authority)
    movements = _movements(authority, documents)
    _results(authority, movements)
    _indicators(authority, movements)
    _publicity(authority, movements)
    _oversight(authority, year, loaded, documents)
    _tasks(authority, documents, movements)
    _assessments(authority)
    _role_models(authority, year, loaded, movements)
    DeclaredFigure.objects.bulk_create(
        DeclaredFigure(
            authority=authority,
            figure=one.figure,
            year=one.year,
            value=one.value,
            hedge=one.hedge,
            unit=one.unit,
            source=one.source,
            note=one.note,
            declared_at=at,
        )
        for one in facts.declared_figures()
    )
    PostGroupRule.objects.bulk_create(
        PostGroupRule(
            authority=authority,
            position=one.position,
            starts_with=one.starts_with,
            group=one.group,
        )
        for one in facts.post_groups()
    )


def _documents(authority: Authority) -> dict[str, OfficialDocument]:
    made: dict[str, OfficialDocument] = {}
    for one in facts.documents():
        made[one.key] = OfficialDocument.objects.create(
            authority=authority,
            kind=one.kind,
            number=one.number,
            symbol=one.symbol,
            issuer=one.issuer,
            issued_on=one.issued_on,
            title=one.title,
            topic=one.topic,
            level=one.level,
            state=one.state,
            force=one.force,
            effective_from=one.effective_from,
            effective_to=one.effective_to,
            movement_code=one.movement,
            source=one.source,
            note=one.note,
        )
    DocumentLink.objects.bulk_create(
        DocumentLink(document=made[one.key], implements=made[other])
        for one in facts.documents()
        for other in one.implements
    )
    return made


def _movements(authority: Authority, documents: dict[str, OfficialDocument]) -> dict[str, Movement]:
    return {
        one.key: Movement.objects.create(
            authority=authority,
            code=one.key,
            kind=one.kind,
            scope=one.scope,
            state=one.state,
            central_name=one.central_name,
            name=one.name,
            launched_by=one.launched_by,
            year_from=one.year_from,
            year_to=one.year_to,
            motto=one.motto,
            central_document=documents.get(one.central_document),
            launch_document=documents.get(one.launch_document),
            plan=documents.get(one.plan),
            guidance=documents.get(one.guidance),
            note=one.note,
        )
        for one in facts.movements()
    }


def _results(authority: Authority, movements: dict[str, Movement]) -> None:
    MovementResult.objects.bulk_create(
        MovementResult(
            authority=authority,
            code=one.key,
            year=YEAR,
            position=position,
            movement=movements[one.movement],
            group=one.group,
            what=one.what,
            value=one.value,
            hedge=one.hedge,
            unit=one.unit,
            amount=one.amount,
            amount_unit=one.amount_unit,
            source=one.source,
        )
        for position, one in enumerate((*facts.ntm_bands(), *facts.social_security()), start=1)
    )


def _indicators(authority: Authority, movements: dict[str, Movement]) -> None:
    Indicator.objects.bulk_create(
        Indicator(
            authority=authority,
            code=one.key,
            year=YEAR,
            position=one.position,
            name=one.name,
            unit=one.unit,
            unit_known=one.unit_known,
            actual=one.actual,
            hedge=one.hedge,
            plan=one.plan,
            previous=one.previous,
            out_of=one.out_of,
            over_plan=one.over_plan,
            over_plan_unit=one.over_plan_unit,
            over_previous=one.over_previous,
            over_previous_unit=one.over_previous_unit,
            direction=one.direction,
            verdict=one.verdict,
            criteria_set=one.criteria_set,
            text=one.text,
            movement=movements.get(one.movement),
            source=one.source,
            note=one.note,
        )
        for one in facts.indicators()
    )


def _publicity(authority: Authority, movements: dict[str, Movement]) -> None:
    Publicity.objects.bulk_create(
        Publicity(
            authority=authority,
            code=one.key,
            year=YEAR,
            position=position,
            movement=movements.get(one.movement),
            channel=one.channel,
            value=one.value,
            hedge=one.hedge,
            unit=one.unit,
            is_stated_total=one.is_stated_total,
            source=one.source,
        )
        for position, one in enumerate(facts.publicity(), start=1)
    )
    Ceremony.objects.bulk_create(
        Ceremony(
            authority=authority,
            code=one.key,
            year=YEAR,
            position=position,
            name=one.name,
            organisers=one.organisers,
            collectives=one.collectives,
            individuals=one.individuals,
            households=one.households,
            source=one.source,
            note=one.note,
        )
        for position, one in enumerate(facts.ceremonies(), start=1)
    )


def _oversight(
    authority: Authority,
    year: records.DemoYear,
    loaded: Loaded,
    documents: dict[str, OfficialDocument],
) -> None:
    Inspection.objects.bulk_create(
        Inspection(
            authority=authority,
            code=one.key,
            year=YEAR,
            kind=one.kind,
            organisation_id=loaded.organisations.get(one.organisation),
            unit_name=one.unit_name,
            led_by=one.led_by,
            with_body=one.with_body,
            plan=documents.get(one.plan),
            source=one.source,
        )
        for one in year.inspections
    )
    TrainingClass.objects.bulk_create(
        TrainingClass(
            authority=authority,
            code=one.key,
            year=YEAR,
            name=one.name,
            organisers=one.organisers,
            audience=one.audience,
            learners=one.learners,
            source=one.source,
            note=one.note,
        )
        for one in facts.training()
    )
    CouncilSession.objects.bulk_create(
        CouncilSession(
            authority=authority,
            year=YEAR,
            ordinal=one.ordinal,
            on=one.held_on,
            considers_awards=one.considers_awards,
            agenda="\n".join(one.agenda),
            source=one.source,
        )
        for one in facts.council_sessions()
    )


def _tasks(
    authority: Authority,
    documents: dict[str, OfficialDocument],
    movements: dict[str, Movement],
) -> None:
    for position, one in enumerate(facts.tasks(), start=1):
        task = Task.objects.create(
            authority=authority,
            code=one.key,
            year=one.year,
            position=position,
            kind=one.kind,
            text=one.text,
            due_text=one.due_text,
            movement=movements.get(one.movement),
            source=one.source,
            note=one.note,
        )
        task.documents.set([documents[key] for key in one.documents])


def _assessments(authority: Authority) -> None:
    made = {
        one.key: Assessment.objects.create(
            authority=authority,
            year=YEAR,
            code=one.key,
            kind=one.kind,
            group=one.group,
            text=one.text,
            position=position,
            source=one.source,
        )
        for position, one in enumerate(facts.assessments(), start=1)
    }
    for one in facts.assessments():
        made[one.key].causes_of.set([made[key] for key in one.causes_of])


def _role_models(
    authority: Authority,
    year: records.DemoYear,
    loaded: Loaded,
    movements: dict[str, Movement],
) -> None:
    RoleModel.objects.bulk_create(
        RoleModel(
            authority=authority,
            code=one.key,
            year=YEAR,
            position=position,
            recipient_id=loaded.recipients[one.recipient],
            name=one.name,
            unit_name=one.unit_name,
            field=one.field,
            movement=movements.get(one.movement),
            source="Dữ liệu minh họa",
        )
        for position, one in enumerate(year.role_models, start=1)
    )
