"""Staged ratings, initiatives, discipline, posts and collectives' years into the records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Model

from tdkt.accounts.selectors import Reach
from tdkt.imports.applying import (
    Written,
    apply_changes,
    changer,
    day_of,
    recipients_staged,
    ref_id,
    staged_digest,
)
from tdkt.imports.models import ImportRun
from tdkt.imports.staging import Progress, staged
from tdkt.imports.states import ImportKind
from tdkt.registry.lines import PostLine
from tdkt.registry.merit_bulk import (
    collective_years_record,
    disciplines_record,
    initiative_authors_record,
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
from tdkt.registry.models import CollectiveYear, Discipline, Initiative, Post, Rating
from tdkt.registry.services import posts_record

Writer = Callable[[ImportRun, Reach, Written, Progress], None]


def _known(ref: int, new: range) -> int:
    found = ref_id(ref, new)
    assert found is not None
    return found


@dataclass(frozen=True)
class _Simple:
    """A kind that is one table of lines: how a staged row becomes a line, and what records the lines."""

    table: str
    model: type[Model]
    line: Callable[..., Any]
    record: Callable[..., object]

    def __call__(self, run: ImportRun, actor: Reach, written: Written, progress: Progress) -> None:
        new = _begin(run, actor, written, progress, self.table)
        lines = [self.line(_known(who, new), *rest) for who, *rest in staged(run.code, self.table)]
        self.record(actor=actor, lines=lines, at=run.created_at, batch=run.code)
        apply_changes(run, written, changer(self.model))
        written.after[self.table] = len(lines)
        progress.tell("ghi", run.added, run.added)


def _discipline(who: int, form: str, start: str, end: str, *rest: Any) -> DisciplineLine:
    return DisciplineLine(who, form, _date(start), day_of(end), *rest)


def _post(
    who: int, title: str, unit: int, group: str, start: str, end: str, acting: bool, leadership: str
) -> PostLine:
    return PostLine(who, title, unit, group, day_of(start), day_of(end), acting, leadership)


def _record_posts(*, actor: Reach, lines: list[PostLine], **_: object) -> None:
    """Posts carry neither a batch nor a ledger entry of their own; the import's entry covers them."""
    posts_record(actor=actor, lines=lines)


def _write_initiatives(run: ImportRun, actor: Reach, written: Written, progress: Progress) -> None:
    people = _begin(run, actor, written, progress, "initiatives", "authors", "uses")
    lines = [
        InitiativeLine(
            title=title, kind=kind, year_kind=year_kind, year=year, scope=scope, influence=influence,
            recognised_by=recognised_by, recognised_on=day_of(recognised_on), decision=decision, standing=standing,
            uses_known=uses_known, authors=tuple((_known(who, people), percent) for who, percent in authors),
        )
        for (title, kind, year_kind, year, scope, influence, recognised_by, recognised_on, decision, standing, uses_known,
             authors) in staged(run.code, "initiatives")
    ]  # fmt: skip
    new = initiatives_record(actor=actor, lines=lines, at=run.created_at, batch=run.code)
    apply_changes(run, written, changer(Initiative))
    shares = [
        (_known(work, new), _known(who, people), percent)
        for work, who, percent in staged(run.code, "authors")
    ]
    initiative_authors_record(actor=actor, shares=shares)
    uses = [
        InitiativeUseLine(_known(work, new), _known(who, people), award, year, year_kind)
        for work, who, award, year, year_kind in staged(run.code, "uses")
    ]
    initiative_uses_record(actor=actor, lines=uses, at=run.created_at, batch=run.code)
    written.after |= {"initiatives": len(lines), "authors": len(shares), "uses": len(uses)}
    progress.tell("ghi", run.added, run.added)


def _begin(
    run: ImportRun, actor: Reach, written: Written, progress: Progress, *tables: str
) -> range:
    """The new recipients' ids; what the ledger says of them and of the rows to come."""
    progress.tell("ghi", 0, run.added)
    people = recipients_staged(run, actor)
    written.digest = staged_digest(run.code, (*tables, "changes"))
    written.after |= {"recipients": len(people), "digest": written.digest}
    return people


def _date(text: str) -> date:
    found = day_of(text)
    assert found is not None
    return found


MERIT_WRITERS: Final[Mapping[ImportKind, Writer]] = {
    ImportKind.RATINGS: _Simple("ratings", Rating, RatingLine, ratings_record),
    ImportKind.INITIATIVES: _write_initiatives,
    ImportKind.DISCIPLINES: _Simple("disciplines", Discipline, _discipline, disciplines_record),
    ImportKind.POSTS: _Simple("posts", Post, _post, _record_posts),
    ImportKind.COLLECTIVES: _Simple(
        "collective_years", CollectiveYear, CollectiveYearLine, collective_years_record
    ),
}
