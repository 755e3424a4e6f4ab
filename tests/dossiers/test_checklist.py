"""What one recipient could be proposed for, from the registry's records, with the record and clause of each condition."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tdkt.accounts.states import Role
from tdkt.documents.docx import write_docx
from tdkt.documents.paper import Heading, Table
from tdkt.documents.pdf import write_pdf
from tdkt.dossiers.checklist import AwardCheck, Outlook, checklist
from tdkt.dossiers.checklist_paper import checklist_paper
from tdkt.dossiers.eligibility import facts_of
from tdkt.kernel.answers import Refused
from tdkt.organisations.models import Authority
from tdkt.registry.models import Recipient
from tdkt.registry.services import honour_event_record
from tdkt.registry.states import HonourEventKind, RecipientKind, Standing
from tdkt_law.verdicts import Verdict
from tests import factories as make

pytestmark = pytest.mark.django_db
ON = date(2024, 11, 20)


@pytest.fixture
def authority() -> Authority:
    return make.make_authority()


def title(person: Recipient, award: str, year: int, **more: object) -> None:
    decision = make.make_decision(person.authority, on=date(year, 12, 20))
    make.make_honour(
        person.authority, person, award=award, level="co_so", year=year, decision=decision, **more
    )


@pytest.fixture
def teacher(authority: Authority) -> Recipient:
    """Three titles of cơ sở in a row, excellent in every year, her initiatives spent on nothing."""
    unit = make.make_organisation(authority, "Sở Giáo dục và Đào tạo")
    person = make.make_recipient(authority, "Lò Thị Ân", organisation=unit, gender="nu")
    make.make_post(person, "Giáo viên", organisation=unit)
    for year in (2021, 2022, 2023):
        make.make_rating(person, year, "HTXS")
        title(person, "cstd_co_so", year)
        title(person, "ldtt", year)
        make.make_initiative(person, year=year, uses_known=True)
    make.make_rating(person, 2024, "HTXS")
    return person


def check(recipient: Recipient, code: str, **more: object) -> AwardCheck:
    told = checklist(recipient.authority, recipient, on=ON, awards_asked=(code,), **more)  # type: ignore[arg-type]
    (only,) = told.checks
    return only


def test_a_bang_khen_is_met_but_for_what_a_person_must_say(teacher: Recipient):
    make.make_initiative(teacher, year=2024, uses_known=True)
    found = check(teacher, "bk_bo_tinh")
    assert (found.outlook, found.verdict, found.lacking) == (Outlook.QUALIFIED, Verdict.UNKNOWN, 0)
    assert [one.text for one in found.to_attest] == [
        "Gương mẫu chấp hành tốt chủ trương của Đảng, chính sách, pháp luật của Nhà nước"
    ]


def test_without_the_initiative_of_the_year_a_paper_is_one_step_away_and_named(teacher: Recipient):
    found = check(teacher, "cstd_bo_tinh")
    assert (found.outlook, found.lacking) == (Outlook.ONE_STEP, 1)
    assert found.step is not None
    assert found.step.verdict is Verdict.UNKNOWN
    assert found.step.clause == "Luật 06/2022/QH15, Điều 22 khoản 1 điểm b"
    assert found.step.missing == "Cần: Văn bản công nhận của người đứng đầu Bộ, ban, ngành, tỉnh"


def test_each_condition_leads_to_the_records_it_counted(teacher: Recipient):
    found = check(teacher, "cstd_bo_tinh")
    titles = teacher.honours.filter(award="cstd_co_so").order_by("year")
    three = found.lines[0]
    assert three.verdict is Verdict.MET
    assert [one.code for one in three.evidence] == [one.code for one in titles]
    assert three.clause == "Luật 06/2022/QH15, Điều 22 khoản 1 điểm a"


def test_a_cancelled_decision_takes_the_step_back(teacher: Recipient):
    make.make_initiative(teacher, year=2024, scope="bo_tinh", influence="bo_tinh", uses_known=True)
    assert check(teacher, "cstd_bo_tinh").outlook is Outlook.QUALIFIED
    honour_event_record(
        actor=make.system_reach(teacher.authority, on=ON), kind=HonourEventKind.CANCELLED, on=date(2024, 2, 1),
        honour_id=teacher.honours.get(award="cstd_co_so", year=2022).pk, reason="Sai đối tượng", at=make.AT,
    )  # fmt: skip
    found = check(teacher, "cstd_bo_tinh", complete=("awards", "discipline", "pending"))
    assert (found.outlook, found.step and found.step.verdict) == (Outlook.ONE_STEP, Verdict.NOT_MET)


def test_a_hold_stands_against_every_award_from_its_day_until_it_is_lifted(teacher: Recipient):
    make.make_hold(teacher, since=date(2024, 11, 1), until=date(2024, 12, 1))
    found = check(teacher, "cstd_co_so")
    assert found.step is not None
    assert (found.step.verdict, found.step.clause) == (
        Verdict.NOT_MET, "Nghị định 98/2023/NĐ-CP, Điều 4 khoản 4",
    )  # fmt: skip
    later = checklist(
        teacher.authority, teacher, on=date(2024, 12, 1), awards_asked=("cstd_co_so",)
    )
    assert [line.verdict for line in later.checks[0].lines if "đang bị xem xét" in line.text] == [
        Verdict.MET
    ]


def test_what_stands_only_on_a_units_word_is_marked_so(authority: Authority):
    person = make.make_recipient(authority)
    make.make_rating(person, 2024, "HTXS", standing=Standing.DECLARED)
    make.make_post(person, valid_from=date(2020, 1, 1))
    found = check(person, "ldtt")
    assert (found.outlook, found.declared) == (Outlook.QUALIFIED, True)
    person.rating_set.update(standing=Standing.CHECKED)
    assert not check(person, "ldtt").declared


def test_a_collective_is_asked_by_its_numbers_of_the_year(authority: Authority):
    team = make.make_recipient(authority, "Trường Tiểu học Số 1", kind=RecipientKind.COLLECTIVE)
    make.make_rating(team, 2024, "HTT")
    make.make_collective_year(
        team, 2024, members=20, completed=20, ldtt=14, cstd_co_so=1, none_disciplined=True
    )
    assert check(team, "tap_the_ldtt").outlook is Outlook.QUALIFIED
    team.collectiveyear_set.update(ldtt=13)
    found = check(team, "tap_the_ldtt")
    assert (found.outlook, found.step and found.step.found) == (
        Outlook.ONE_STEP,
        "Có 65 % thành viên",
    )


def test_who_already_has_it_for_the_year_is_not_told_to_propose_it(teacher: Recipient):
    title(teacher, "ldtt", 2024, decided_on=date(2024, 11, 2))
    assert check(teacher, "ldtt").outlook is Outlook.HONOURED


def test_leadership_posts_open_the_orders_by_contribution(authority: Authority):
    leader = make.make_recipient(authority, "Giàng A Tráng")
    make.make_post(
        leader,
        "Giám đốc sở",
        leadership="giam_doc_so",
        valid_from=date(2005, 1, 1),
        group="lanh_dao_so",
    )
    told = checklist(authority, leader, on=ON)
    orders = {one.code for one in told.checks if one.ground == "cong_hien"}
    assert "hc_lao_dong_2" in orders
    assert {one.code for one in checklist(authority, make.make_recipient(authority), on=ON).checks
            if one.ground == "cong_hien"} == set()  # fmt: skip


def test_the_ribbon_is_what_the_law_reads_and_each_mark_leads_to_its_record(teacher: Recipient):
    told = checklist(teacher.authority, teacher, on=ON)
    rows = {
        label: {year: [one.text for one in marks] for year, marks in row.items()}
        for label, row in told.ribbon.rows
    }
    assert told.ribbon.years == tuple(range(2015, 2025))
    assert rows["Xếp loại"] == {2021: ["HTXS"], 2022: ["HTXS"], 2023: ["HTXS"], 2024: ["HTXS"]}
    assert rows["Danh hiệu thi đua"][2023] == ["CSTĐ cơ sở", "LĐTT"]
    assert rows["Kỷ luật"] == {}
    marks = dict(told.ribbon.rows)["Danh hiệu thi đua"][2023]
    assert [one.link.code for one in marks] == [
        one.code for one in teacher.honours.filter(year=2023).order_by("award")
    ]


def test_another_units_officer_does_not_read_the_history(teacher: Recipient):
    other = make.make_organisation(teacher.authority, "Sở Y tế")
    mine = teacher.organisation
    assert mine is not None
    reader = make.reach_of(
        make.make_office(teacher.authority, Role.UNIT_OFFICER, organisation=mine), on=ON
    )
    stranger = make.reach_of(
        make.make_office(teacher.authority, Role.UNIT_OFFICER, organisation=other), on=ON
    )
    assert facts_of(reader, teacher, on=ON)["subject"]["direct_worker"] is True
    with pytest.raises(Refused, match="hiện không thuộc đơn vị trong phạm vi của bạn"):
        facts_of(stranger, teacher, on=ON)
    with pytest.raises(Refused, match="hiện không thuộc đơn vị"):
        facts_of(make.make_authority(), teacher, on=ON)


def test_a_checklist_takes_few_queries_whatever_the_history(teacher: Recipient):
    checklist(teacher.authority, teacher, on=ON)  # what is read once and kept
    with CaptureQueriesContext(
        connection,
    ) as few:
        checklist(teacher.authority, teacher, on=ON)
    for year in range(2010, 2020):
        title(teacher, "ldtt", year)
        make.make_initiative(teacher, year=year)
    with CaptureQueriesContext(connection) as many:
        checklist(teacher.authority, teacher, on=ON)
    assert len(many) == len(few) <= 20


def test_the_sheet_prints_the_same_verdicts_in_docx_and_pdf(teacher: Recipient):
    make.make_initiative(teacher, year=2024, uses_known=True)
    told = checklist(teacher.authority, teacher, on=ON)
    paper = checklist_paper(told, issuer="Sở Nội vụ", issuer_parent="Ủy ban nhân dân tỉnh Lai Châu")
    assert [one.text for one in paper.body if isinstance(one, Heading) and one.level == 2] == [
        "ĐỦ CÁC ĐIỀU KIỆN TRA CỨU ĐƯỢC", "CÒN THIẾU MỘT ĐIỀU KIỆN", "CẦN BỔ SUNG, XÁC MINH", "CÁC HÌNH THỨC KHÁC",
    ]  # fmt: skip
    ribbon = next(one for one in paper.body if isinstance(one, Table))
    assert ribbon.rows[0] == ("Xếp loại", "–", "–", "–", "–", "HTXS", "HTXS", "HTXS", "HTXS")
    names = [one.text for one in paper.body if isinstance(one, Heading) and one.level == 3]
    assert names == [one.name for one in told.with_outlook(Outlook.QUALIFIED)]
    assert write_docx(paper)[:2] == b"PK"
    assert write_pdf(paper)[:5] == b"%PDF-"


def test_the_sheet_names_the_papers_of_every_alternative_that_may_still_be_met(
    authority: Authority,
):
    team = make.make_recipient(authority, "Trường Tiểu học Số 1", kind=RecipientKind.COLLECTIVE)
    make.make_rating(team, 2024, "HTXS")
    told = checklist(authority, team, on=ON, awards_asked=("bk_ttcp",))
    assert told.checks[0].outlook is Outlook.UNSETTLED
    papers = [one for one in checklist_paper(told).body if isinstance(one, Table)][-1]
    assert [row[2] for row in papers.rows if "một trong các điều kiện" in str(row[2])] == []
    assert [str(row[2]).startswith("Cần: ") for row in papers.rows] == [True] * len(papers.rows)
