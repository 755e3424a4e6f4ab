"""The told histories of the demo: what the law says of each of them, and that no figure of the report stands on them."""

from datetime import date

import pytest

from tdkt.demo.histories_data import told_histories
from tdkt.dossiers.checklist import Checklist, Outlook, checklist
from tdkt.dossiers.eligibility import facts_of
from tdkt.registry.models import Honour, Recipient
from tdkt_law.facts.contradictions import contradictions
from tdkt_law.facts.parse import parse

ON = date(2026, 11, 24)
NAMES = {one.key: one.name for one in told_histories()}


def recipient(authority, key: str) -> Recipient:
    return Recipient.objects.select_related("authority").get(authority=authority, name=NAMES[key])


def told(authority, key: str, year: int = 2026) -> Checklist:
    return checklist(authority, recipient(authority, key), on=ON, year=year)


def codes(found: Checklist, outlook: Outlook) -> set[str]:
    return {one.code for one in found.with_outlook(outlook)}


def test_their_names_are_nobody_elses(demo):
    named = {one.name for one in (*demo.people, *demo.collectives)}
    assert [name for name in NAMES.values() if name in named] == []


def test_one_qualifies_for_the_provinces_title_and_lacks_one_years_grade_for_the_prime_ministers(
    demo_world,
):
    found = told(demo_world, "chuyen-vien")
    assert codes(found, Outlook.QUALIFIED) == {"cstd_bo_tinh"}
    (short,) = (one for one in found.with_outlook(Outlook.ONE_STEP) if one.code == "bk_ttcp")
    assert short.step is not None
    assert short.step.missing == "Cần: Văn bản công nhận mức độ hoàn thành nhiệm vụ của từng năm"


def test_a_teachers_school_years_leave_what_nobody_sent_unknown(demo_world):
    found = told(demo_world, "giao-vien", 2025)
    assert codes(found, Outlook.QUALIFIED) == set()
    assert "cstd_bo_tinh" in codes(found, Outlook.UNSETTLED)
    rows = dict(found.ribbon.rows)
    assert [one.text for one in rows["Xếp loại"][2021]] == ["HTXS (2021-2022)"]


def test_a_bang_khen_for_a_campaign_is_no_base_and_the_reprimand_contradicts_a_grade(demo_world):
    person = recipient(demo_world, "cong-chuc-xa")
    (check,) = checklist(
        demo_world, person, on=ON, year=2026, awards_asked=("bk_ttcp",)
    ).checks  # fmt: skip
    assert Honour.objects.filter(recipient=person, award="bk_bo_tinh").count() == 1
    assert [line.evidence for line in check.lines if "Đã được tặng Bằng khen" in line.text] == [()]
    found = contradictions(parse(facts_of(demo_world, person, on=ON)), ON)
    assert [one.kind for one in found] == ["rating_in_year_of_discipline"]


def test_the_school_qualifies_for_the_year_its_grade_is_known(demo_world):
    assert "tap_the_ldxs" in codes(told(demo_world, "truong", 2025), Outlook.QUALIFIED)
    assert "tap_the_ldxs" in codes(told(demo_world, "truong", 2026), Outlook.ONE_STEP)


@pytest.mark.parametrize("year", [2021, 2022])
def test_no_honour_of_the_years_of_the_report_above_the_base_is_theirs(demo_world, year):
    theirs = Honour.objects.filter(
        authority=demo_world, recipient__name__in=NAMES.values(), decided_year=year
    )
    assert set(theirs.values_list("level", flat=True)) <= {"co_so"}
