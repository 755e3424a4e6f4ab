from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from tdkt.accounts.states import Role
from tdkt.council.models import CouncilSession
from tdkt.kernel.answers import Refused, Stale
from tdkt.kernel.ledger import Head, ledger_verify
from tdkt.kernel.models import LedgerEntry
from tdkt.statistics.models import FrozenFigure, FrozenPaper, Report
from tdkt.statistics.report.paper import report_draft, report_paper
from tdkt.statistics.report.selectors import issued_heads, reports_visible_to
from tdkt.statistics.report.services import (
    report_create,
    report_details_save,
    report_issue,
    report_text_save,
)
from tests.factories import make_authority, make_office, reach_of
from tests.statistics.report_year import YEAR, make_report, make_report_year

AT = datetime(2023, 1, 15, 2, tzinfo=UTC)
ON = date(2023, 1, 15)
SECTION = "P1.I.1"
pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_report_year()


def actor(authority, role=Role.STANDING_HEAD, **fields):
    return reach_of(make_office(authority, role, **fields), on=ON)


def save(report, who, body, version, section=SECTION):
    return report_text_save(
        actor=who, report_id=report.pk, section=section, body=body, version=version, at=AT
    )


def written(world):
    """A report with every section that only an author can write."""
    report = make_report(world)
    draft = report_draft(report, ON)
    for section in draft.outline.walk():
        if section.kind == "author":
            report.texts.create(
                section=section.path, body="Họp {{ hoi_dong.phien_hop }} phiên.", edited_at=AT
            )
    return report


def issue(report, who, number="15", on=ON):
    return report_issue(actor=who, report_id=report.pk, number=number, issued_on=on, at=AT)


# --- writing -------------------------------------------------------------------------------------------


def test_a_year_has_one_report(world):
    who = actor(world.authority)
    report_create(actor=who, year=YEAR, at=AT)
    with pytest.raises(Refused) as refused:
        report_create(actor=who, year=YEAR, at=AT)
    assert refused.value.reason == "Báo cáo năm 2022 đã có; hãy mở báo cáo đó để soạn tiếp."


@pytest.mark.parametrize("year", [2003, 2024])
def test_a_year_that_is_none_is_refused(world, year):
    with pytest.raises(Refused, match=f"đã nhập {year}"):
        report_create(actor=actor(world.authority), year=year, at=AT)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.COUNCIL_MEMBER, Role.CHAIRMAN])
def test_readers_do_not_write(world, role):
    report = make_report(world)
    with pytest.raises(Refused, match="Soạn báo cáo"):
        save(report, actor(world.authority, role), "Lời", 0)


def test_saved_words_keep_their_lines_and_stand_in_the_ledger(world):
    report, who = make_report(world), actor(world.authority, Role.STANDING_OFFICER)
    save(report, who, "Dòng một\r\n- Dòng hai\n", 0)
    text = save(report, who, "Dòng một\n- Dòng ba", 1)
    assert (text.body, text.version, text.edited_by) == ("Dòng một\n- Dòng ba", 2, who.name)
    assert [
        (entry.before, entry.after) for entry in LedgerEntry.objects.filter(verb="report:change")
    ] == [
        (
            {"section": SECTION, "version": 0, "body": ""},
            {"section": SECTION, "version": 1, "body": "Dòng một\n- Dòng hai"},
        ),
        (
            {"section": SECTION, "version": 1, "body": "Dòng một\n- Dòng hai"},
            {"section": SECTION, "version": 2, "body": "Dòng một\n- Dòng ba"},
        ),
    ]


def test_saving_the_same_words_again_changes_nothing(world):
    report, who = make_report(world), actor(world.authority)
    save(report, who, "Lời", 0)
    assert save(report, who, "Lời", 1).version == 1
    assert LedgerEntry.objects.filter(verb="report:change").count() == 1


def test_whoever_began_from_an_older_text_is_told_and_nothing_is_lost(world):
    report = make_report(world)
    first, second = actor(world.authority), actor(world.authority)
    save(report, first, "Bản của người thứ nhất", 0)
    with pytest.raises(Stale) as stale:
        save(report, second, "Bản của người thứ hai", 0)
    assert stale.value.reason == (
        f"{first.name} đã lưu mục này sau khi bạn mở trang. Nội dung của bạn chưa được ghi; hãy so hai bản rồi lưu lại."
    )
    assert report.texts.get(section=SECTION).body == "Bản của người thứ nhất"


@pytest.mark.parametrize("section", ["P9", "P1.I", "P1.III.1"])
def test_only_sections_of_the_author_can_be_written(world, section):
    with pytest.raises(Refused, match=f"không có mục “{section}” để viết"):
        save(make_report(world), actor(world.authority), "Lời", 0, section)


def test_signature_and_recipients_are_kept_line_by_line(world):
    report = make_report(world)
    report_details_save(
        actor=actor(world.authority), report_id=report.pk, signer_line="TM. UBND\n\nCHỦ TỊCH", signer_name="Lò Văn Ký",
        recipients="Tỉnh ủy\n\nLưu: VT", at=AT,
    )  # fmt: skip
    paper = report_paper(Report.objects.get(pk=report.pk), ON)
    assert (paper.signature.authority, paper.signature.name, paper.recipients) == (
        ("TM. UBND", "CHỦ TỊCH"),
        "Lò Văn Ký",
        ("Tỉnh ủy", "Lưu: VT"),
    )


# --- issuing -------------------------------------------------------------------------------------------


def test_issuing_freezes_text_and_figures_against_later_records(world):
    report = written(world)
    issue(report, actor(world.authority, Role.CHAIRMAN))
    report = Report.objects.get(pk=report.pk)
    before = report_paper(report, ON)
    CouncilSession.objects.create(authority=world.authority, year=YEAR, ordinal=3)
    assert report_paper(report, date(2024, 1, 1)) == before
    assert (before.number, before.date, before.draft) == ("15", ON, False)
    assert [
        (f.value, f.text) for f in FrozenFigure.objects.filter(figure="hoi_dong.phien_hop")
    ] == [(2, "02")]


def test_issuing_stands_in_the_ledger_with_the_papers_digest(world):
    report = written(world)
    issue(report, actor(world.authority))
    entry = LedgerEntry.objects.get(verb="report:issue")
    kept = FrozenPaper.objects.get(report=report)
    assert entry.after == {
        "state": "da_phat_hanh", "number": "15", "issued_on": "2023-01-15", "digest": kept.digest,
    }  # fmt: skip
    assert issued_heads() == [
        Head(world.authority.pk, entry.seq, entry.hash, "Báo cáo tổng kết năm 2022 đã phát hành")
    ]
    assert ledger_verify(authority=world.authority.pk, stored=issued_heads()) is None


@pytest.mark.parametrize(
    ("number", "on", "words"),
    [
        ("", ON, "Phát hành báo cáo phải có số và ngày."),
        ("15", None, "Phát hành báo cáo phải có số và ngày."),
        ("15", date(2023, 1, 16), "Ngày phát hành không thể sau hôm nay."),
        ("15", date(2021, 12, 31), "Báo cáo năm 2022 không thể phát hành trước năm 2022."),
    ],
)
def test_number_and_day_are_asked_for(world, number, on, words):
    with pytest.raises(Refused) as refused:
        issue(written(world), actor(world.authority), number, on)
    assert refused.value.reason == words


def test_an_unwritten_or_faulty_section_stands_in_the_way_by_name(world):
    report = written(world)
    report.texts.filter(section="P1.I.1").update(body="Có {{ khong_co }}.")
    report.texts.filter(section="P1.I.5").delete()
    with pytest.raises(Refused) as refused:
        issue(report, actor(world.authority))
    assert refused.value.reason == (
        "Chưa phát hành được: mục I.1 “Công tác lãnh đạo, chỉ đạo của Tỉnh ủy, Ủy ban nhân dân tỉnh, Hội đồng Thi đua "
        "- Khen thưởng tỉnh” còn lỗi; mục I.5 “Sự phối hợp của Mặt trận Tổ quốc và các tổ chức đoàn thể Nhân dân” chưa "
        "viết."
    )


def test_the_standing_officer_does_not_issue(world):
    with pytest.raises(Refused, match="Phát hành báo cáo"):
        issue(written(world), actor(world.authority, Role.STANDING_OFFICER))


def test_an_issued_report_is_neither_written_nor_issued_again(world):
    report, who = written(world), actor(world.authority)
    issue(report, who)
    for again in (lambda: save(report, who, "Lời", 1), lambda: issue(report, who, "16")):
        with pytest.raises(Refused) as refused:
            again()
        assert (
            refused.value.reason
            == "Báo cáo năm 2022 đã phát hành (số 15/BC-UBND), không sửa được nữa."
        )


@pytest.mark.parametrize("model", [FrozenFigure, FrozenPaper])
def test_the_database_itself_refuses_to_change_what_is_frozen(world, model):
    issue(written(world), actor(world.authority))
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(report=None)


# --- who sees it ---------------------------------------------------------------------------------------


def test_reports_are_seen_by_whole_province_offices_of_their_own_authority(world):
    report = make_report(world)
    other = make_authority()
    seen = {
        "inspector": list(reports_visible_to(actor(world.authority, Role.INSPECTOR))),
        "unit": list(
            reports_visible_to(actor(world.authority, Role.UNIT_OFFICER, organisation=world.school))
        ),
        "administrator": list(reports_visible_to(actor(world.authority, Role.ADMINISTRATOR))),
        "elsewhere": list(reports_visible_to(actor(other))),
    }
    assert seen == {"inspector": [report], "unit": [], "administrator": [], "elsewhere": []}


def test_another_provinces_report_is_not_there_to_write(world):
    with pytest.raises(Refused) as refused:
        save(make_report(world), actor(make_authority()), "Lời", 0)
    assert refused.value.reason == "Không có báo cáo này."
