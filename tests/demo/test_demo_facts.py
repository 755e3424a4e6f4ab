"""The data files of the demo year: complete, consistent among themselves, in the apps' own codes."""

import unicodedata
from decimal import Decimal
from importlib.resources import files

import pytest

from tdkt.blocs.states import BlocKind
from tdkt.demo import facts
from tdkt.demo.data_files import read_csv, read_yaml, row
from tdkt.kernel.stated import Hedge, Unit
from tdkt.movements.states import (
    Direction,
    MovementKind,
    MovementScope,
    MovementState,
    TaskKind,
    Verdict,
)
from tdkt.organisations.states import OrganisationKind
from tdkt.oversight.states import InspectionKind
from tdkt.registry.states import DocumentLevel, DocumentState, Force, RecipientGroup
from tdkt.statistics.states import AssessmentKind

INDICATORS = {fact.key: fact for fact in facts.indicators()}
MOVEMENTS = {fact.key: fact for fact in facts.movements()}
DOCUMENTS = {fact.key: fact for fact in facts.documents()}


@pytest.mark.parametrize(
    ("found", "count"),
    [
        (facts.documents(), 43),
        (facts.movements(), 9),
        (facts.indicators(), 46),
        (facts.social_security(), 10),
        (facts.publicity(), 5),
        (facts.ceremonies(), 6),
        (facts.council_sessions(), 2),
        (facts.tasks(), 20),
        (facts.training(), 1),
    ],
    ids=lambda value: type(value[0]).__name__ if isinstance(value, tuple) else str(value),
)
def test_each_register_has_as_many_rows_as_the_report(found, count):
    assert len({fact.key for fact in found}) == len(found) == count


def test_documents_are_seventeen_of_the_centre_and_twenty_six_of_the_province():
    assert [key for key in DOCUMENTS if key.startswith("D")] == [f"D{n:02d}" for n in range(1, 18)]
    assert [key for key in DOCUMENTS if key.startswith("P")] == [f"P{n:02d}" for n in range(1, 27)]
    assert {fact.level for key, fact in DOCUMENTS.items() if key.startswith("D")} == {"trung_uong"}
    assert sorted(key for key, fact in DOCUMENTS.items() if fact.state == "du_kien") == [
        "P23",
        "P24",
        "P25",
    ]


def test_twenty_one_documents_have_a_number_and_the_others_say_nothing_of_it():
    numbered = [fact for fact in DOCUMENTS.values() if fact.number]

    assert len(numbered) == 21
    assert all(fact.symbol and fact.issued_on for fact in numbered)
    assert all(
        not fact.symbol and fact.issued_on is None for fact in DOCUMENTS.values() if not fact.number
    )


def test_a_document_number_is_used_once_by_issuer_symbol_and_year():
    keys = [
        (f.issuer, f.symbol, f.number, f.issued_on.year) for f in DOCUMENTS.values() if f.number
    ]

    assert len(set(keys)) == len(keys)


def test_what_documents_movements_and_tasks_refer_to_exists():
    named = [key for fact in DOCUMENTS.values() for key in fact.implements]
    for movement in MOVEMENTS.values():
        named += [
            movement.central_document,
            movement.launch_document,
            movement.plan,
            movement.guidance,
        ]
        named += [*movement.parent_documents, *movement.related_documents]
    named += [key for task in facts.tasks() for key in task.documents]
    named += [fact.plan for fact in facts.inspections()]
    movements = [fact.movement for fact in DOCUMENTS.values()]
    movements += [
        fact.movement for fact in (*facts.indicators(), *facts.publicity(), *facts.ceremonies())
    ]
    movements += [key for task in facts.tasks() for key in (task.movement, *task.movements)]

    assert set(named) - {""} - set(DOCUMENTS) == set()
    assert set(movements) - {""} - set(MOVEMENTS) == set()


def test_percent_and_percentage_points_are_different_units():
    growth = INDICATORS["E01"]

    assert (growth.unit, growth.actual, growth.plan) == ("%", Decimal("9.0"), Decimal("7.7"))
    assert (growth.over_plan, growth.over_plan_unit) == (Decimal("1.3"), "diem_%")
    assert (INDICATORS["E12"].unit, INDICATORS["E26"].unit) == ("diem_%", "‰")
    assert (INDICATORS["E02"].over_previous, INDICATORS["E02"].over_previous_unit) == (15, "%")


def test_a_plan_is_known_only_where_the_report_prints_it_and_a_previous_year_never():
    assert sorted(key for key, fact in INDICATORS.items() if fact.plan is not None) == [
        "E01",
        "E12",
        "E13",
        "E14",
        "E26",
    ]
    assert [key for key, fact in INDICATORS.items() if fact.previous is not None] == []
    assert (INDICATORS["E05"].actual, INDICATORS["E05"].over_plan) == (None, 1500)


def test_a_worked_out_value_belongs_to_an_indicator_and_is_not_among_its_facts():
    derived = facts.derived_values()

    assert {value.indicator for value in derived} - set(INDICATORS) == set()
    assert Decimal("44.4") in [value.value for value in derived if value.indicator == "E04"]
    assert INDICATORS["E04"].previous is None


def test_hedged_numbers_keep_their_hedge():
    assert [(fact.value, fact.hedge) for fact in facts.publicity()] == [
        (200, ""), (280, "gan"), (90, "tren"), (5000, "tren"), (6000, "gan"),
    ]  # fmt: skip
    assert (INDICATORS["E27"].actual, INDICATORS["E27"].hedge) == (Decimal("99.9"), "tren")
    assert (facts.social_security()[0].value, facts.social_security()[0].hedge) == (71000, "hon")


def test_communes_by_criteria_band_are_the_94_of_that_time():
    assert [fact.value for fact in facts.ntm_bands()] == [39, 20, 35, 0]


def test_declared_figures_keep_unknown_apart_from_nought():
    declared = {(fact.figure, fact.year): fact for fact in facts.declared_figures()}

    assert len(declared) == len(facts.declared_figures())
    assert declared["khen_thuong.nha_nuoc.truc_tiep.ty_le", 2021].value == 59
    assert declared["khen_thuong.cap_tinh.truc_tiep.ty_le", 2022].value == Decimal("72.4")
    assert declared["khieu_nai.don", 2022].value == 0
    assert declared["khoi.co_thi_dua", 2022].value is None
    assert declared["khen_thuong.nha_nuoc.truc_tiep.ty_le.thay_doi", 2022].unit == "diem_%"


def test_inspections_training_and_complaints_are_as_counted():
    assert [fact.count for fact in facts.inspections()] == [5, 8, 52]
    assert [fact.learners for fact in facts.training()] == [82]
    assert [fact.count for fact in facts.complaints()] == [0]
    assert [fact.held_on for fact in facts.council_sessions()] == [None, None]


def test_each_cause_names_limitations_and_every_limitation_has_one():
    assessments = facts.assessments()
    limitations = {fact.key for fact in assessments if fact.kind == "han_che"}
    explained = [key for fact in assessments for key in fact.causes_of]

    assert len(limitations) == 10
    assert sorted(explained) == sorted(limitations)


def test_codes_are_those_of_the_apps():
    units = {
        fact.unit for fact in (*facts.indicators(), *facts.social_security(), *facts.ntm_bands())
    }
    units |= {fact.over_plan_unit for fact in facts.indicators()}
    units |= {fact.over_previous_unit for fact in facts.indicators()}
    units |= {fact.unit for fact in (*facts.publicity(), *facts.declared_figures())}
    hedged = (
        *facts.indicators(),
        *facts.publicity(),
        *facts.social_security(),
        *facts.declared_figures(),
    )

    assert units - set(Unit.values) == set()
    assert {fact.hedge for fact in hedged} - set(Hedge.values) == set()
    assert {fact.verdict for fact in facts.indicators()} - set(Verdict.values) == set()
    assert {fact.direction for fact in facts.indicators()} - set(Direction.values) == set()
    assert {fact.level for fact in facts.documents()} - set(DocumentLevel.values) == set()
    assert {fact.state for fact in facts.documents()} - set(DocumentState.values) == set()
    assert {fact.force for fact in facts.documents()} - set(Force.values) == set()
    assert {fact.kind for fact in facts.movements()} - set(MovementKind.values) == set()
    assert {fact.scope for fact in facts.movements()} - set(MovementScope.values) == set()
    assert {fact.state for fact in facts.movements()} - set(MovementState.values) == set()
    assert {fact.kind for fact in facts.tasks()} == set(TaskKind.values)
    assert {fact.kind for fact in facts.assessments()} == set(AssessmentKind.values)
    assert {fact.kind for fact in facts.inspections()} - set(InspectionKind.values) == set()
    assert {fact.group for fact in facts.post_groups()} == set(RecipientGroup.values)
    assert {body["kind"] for body in read_yaml("departments")} - set(
        OrganisationKind.values
    ) == set()
    assert {bloc.get("kind", "khoi") for bloc in read_yaml("blocs")} == set(BlocKind.values)


def test_the_csv_has_38_new_and_106_old_units_and_their_links_agree_both_ways():
    table = read_csv("units")
    new = {line["code"]: line for line in table if line["era"] == "new"}
    old = {line["code"]: line for line in table if line["era"] == "old"}
    forward = {
        (before, after) for before, line in old.items() for after in line["successor_codes"].split()
    }
    backward = {
        (before, after)
        for after, line in new.items()
        for before in line["predecessor_codes"].split()
    }

    assert (len(new), len(old)) == (38, 106)
    assert forward == backward
    assert {before for before, _ in forward} == set(old)
    assert {after for _, after in forward} == set(new)


def test_the_signature_prints_posts_and_an_invented_name():
    signature = facts.signature()

    assert (signature.on_behalf, signature.authority, signature.position) == (
        "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    )  # fmt: skip
    assert signature.name_is_invented
    assert signature.name not in read_yaml("names_denied")
    assert (signature.number, signature.issued_on, len(signature.recipients)) == (None, None, 12)


def test_an_unknown_key_in_a_data_file_is_refused():
    with pytest.raises(TypeError, match="bộ_lọc"):
        row(facts.ComplaintFact, {"key": "x", "count": 0, "what": "", "source": "", "bộ_lọc": 1})


def test_every_data_file_is_nfc():
    folder = files("tdkt.demo") / "data"
    texts = {
        path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.is_file()
    }

    assert "units.csv" in texts
    assert [
        name for name, text in texts.items() if not unicodedata.is_normalized("NFC", text)
    ] == []
