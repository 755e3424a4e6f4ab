"""The expansion: from the facts of 2022 to invented records whose counts are exactly the report's, and years around it."""

import hashlib
import random
from collections import defaultdict
from typing import Final

from tdkt.demo.blocs_data import bloc_members, blocs
from tdkt.demo.decisions_data import numbered
from tdkt.demo.filling import Filled, Filler
from tdkt.demo.histories import BaseTitle, base_titles
from tdkt.demo.names import NameBook
from tdkt.demo.people import People
from tdkt.demo.posts import Posts
from tdkt.demo.prizes import prize
from tdkt.demo.records import Decision, DemoYear, Honour
from tdkt.demo.samples import inspections, role_models
from tdkt.demo.tree import Tree, is_enterprise
from tdkt.demo.tree_data import build_tree
from tdkt.demo.units import Units
from tdkt.demo.year_rows import TOTALS

SEED: Final = 2022
_CHECKED, _DECLARED, _NO_NUMBER = "da_doi_chieu", "don_vi_ke_khai", "chua_co_so"
_KIND_ORDER: Final = {"tap_the": 0, "ho_gia_dinh": 1, "ca_nhan": 2}


def expand(seed: int = SEED) -> DemoYear:
    """Everything the demo records: the same seed, the same records, to the last letter."""
    rng = random.Random(seed)  # noqa: S311 - invented records, to be repeatable
    tree, successions = build_tree()
    posts, names = Posts(tree, rng), NameBook(rng)
    people, units = People(tree, posts, names, rng), Units(tree, rng)
    filler = Filler(tree, posts, names, people, units, rng)
    lines = [line for year in TOTALS for line in filler.year(year)]
    decisions = numbered(filler.drafts, lines, rng)
    honours = _honours(tree, lines, decisions)
    honours += _base_honours(tree, list(base_titles(people, rng)), len(honours))
    return DemoYear(
        seed=seed,
        organisations=tuple(tree.organisations.values()),
        successions=successions,
        blocs=blocs(),
        bloc_members=bloc_members(tree),
        people=people.records(),
        collectives=units.records(),
        households=tuple(filler.households),
        decisions=tuple(sorted(decisions.values(), key=lambda one: (one.issued_on, one.key))),
        honours=tuple(honours),
        inspections=inspections(tree, rng),
        role_models=role_models(lines, rng),
    )


def digest(demo: DemoYear) -> str:
    """SHA-256 over every record, in order: equal for two runs of one seed."""
    return hashlib.sha256(repr(demo).encode()).hexdigest()


def _honours(tree: Tree, lines: list[Filled], decisions: dict[int, Decision]) -> list[Honour]:
    """Lines in the office's order inside each decision: collectives, households, persons; living first; by protocol."""
    by_decision: dict[int, list[Filled]] = defaultdict(list)
    for line in lines:
        by_decision[line.draft].append(line)
    found: list[Honour] = []
    for at in sorted(by_decision, key=lambda at: (decisions[at].issued_on, at)):
        ordered = sorted(by_decision[at], key=lambda line: _list_order(tree, line))
        for ordinal, line in enumerate(ordered, 1):
            found.append(_honour(tree, line, f"k-{len(found) + 1:06d}", decisions[at].key, ordinal))
    return found


def _list_order(tree: Tree, line: Filled) -> tuple[int, bool, int, str]:
    body = tree.organisations.get(line.organisation)
    place = body.protocol_order if body else 9999
    return _KIND_ORDER[line.kind], line.is_posthumous, place, line.recipient


def _honour(tree: Tree, line: Filled, key: str, decision: str, ordinal: int) -> Honour:
    first, last = line.period or (None, None)
    return Honour(
        key=key, recipient=line.recipient, award=line.award, level=line.level, recipient_kind=line.kind,
        group=line.group, is_enterprise=is_enterprise(tree, line.organisation), is_small=line.is_small,
        is_posthumous=line.is_posthumous, method=line.method, ground=line.ground, year_kind=line.year_kind,
        year=line.year, period_from=first, period_to=last, movement=line.movement, decision=decision, ordinal=ordinal,
        decided_on=line.decided_on, organisation=line.organisation, name_then=line.name, post_then=line.post,
        unit_then=line.unit_text, prize=prize(line.award, line.kind, line.decided_on), standing=_CHECKED, note="",
        sender=line.sender,
    )  # fmt: skip


def _base_honours(tree: Tree, titles: list[BaseTitle], before: int) -> list[Honour]:
    return [
        Honour(
            key=f"k-{before + at:06d}", recipient=title.somebody.key, award=title.award, level="co_so",
            recipient_kind="ca_nhan", group=title.post.group,
            is_enterprise=is_enterprise(tree, title.post.organisation), is_small=False, is_posthumous=False,
            method="thuong_xuyen", ground="danh_hieu", year_kind="school" if title.is_school else "calendar",
            year=title.year, period_from=None, period_to=None, movement="", decision="", ordinal=None,
            decided_on=title.decided_on, organisation=title.post.organisation, name_then=title.somebody.name,
            post_then=title.post.title, unit_then=tree.unit_text(title.post.organisation, title.decided_on),
            prize=prize(title.award, "ca_nhan", title.decided_on),
            standing=_DECLARED if title.number else _NO_NUMBER,
            note=f"Quyết định số {title.number} của đơn vị, theo kê khai" if title.number else "", sender="",
        )
        for at, title in enumerate(titles, 1)
    ]  # fmt: skip
