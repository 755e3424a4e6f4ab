"""Every register on screen, by one table: who opens it, what it shows, what it saves and refuses."""

import html
import re
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tdkt.accounts.records import record_code
from tdkt.accounts.states import Capability, Role
from tdkt.council.models import CouncilSession
from tdkt.kernel.models import LedgerEntry
from tdkt.movements.models import Indicator
from tdkt.oversight.models import Inspection
from tests.factories import make_authority, make_organisation
from tests.web.register_worlds import MAKE, PAGES, TYPED, make_movement, signed_in, typed_for, words

pytestmark = pytest.mark.django_db

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
WHO_CAN = "Người làm được: Chuyên viên cơ quan thường trực; Lãnh đạo cơ quan thường trực."


@pytest.fixture
def authority():
    return make_authority()


def url(page, what: str, row=None) -> str:
    return reverse(f"{page.key}-{what}", args=[record_code(row)] if row is not None else [])


def acts() -> list[str]:
    """What was done, besides signing in."""
    rows = LedgerEntry.objects.exclude(verb__startswith="account:").order_by("id")
    return list(rows.values_list("verb", flat=True))


def everywhere(page) -> str:
    """The list with all its years: what a list opens on is tested by itself."""
    return url(page, "list") + ("?nam=tat-ca" if page.by_year else "")


@every_page
def test_nobody_is_sent_to_sign_in(client, authority, page):
    row = MAKE[page.key](authority, "Dòng")
    for what, of in (
        ("list", None),
        ("export", None),
        ("create", None),
        ("detail", row),
        ("edit", row),
    ):
        assert client.get(url(page, what, of)).status_code == 302


@every_page
def test_the_standing_office_sees_every_row_and_may_add(client, authority, page):
    row = MAKE[page.key](authority, "Dòng Thử Nghiệm")
    page_shown = signed_in(client, authority).get(everywhere(page))
    assert page_shown.status_code == 200
    assert "Dòng Thử Nghiệm" in words(page_shown)
    assert f'href="{url(page, "detail", row)}"' in page_shown.content.decode()
    assert f'href="{url(page, "create")}"' in page_shown.content.decode()


@every_page
def test_an_empty_register_says_what_to_do(client, authority, page):
    said = words(signed_in(client, authority).get(url(page, "list")))
    if page.zero:
        year = timezone.localdate().year
        assert f"Sổ chưa có đơn nào trong năm {year}." in said
        assert "không có dòng nào nghĩa là không có đơn" in said
    else:
        assert page.empty in said
        assert "Thêm dòng đầu tiên" in said


@every_page
def test_an_empty_register_tells_a_reader_who_fills_it(client, authority, page):
    if page.zero:
        return
    said = words(signed_in(client, authority, Role.CHAIRMAN).get(url(page, "list")))
    assert "Cơ quan thường trực ghi sổ này" in said
    assert "Thêm dòng đầu tiên" not in said


@every_page
def test_what_is_typed_is_saved_and_in_the_ledger(client, authority, page):
    answer = signed_in(client, authority).post(url(page, "create"), typed_for(page, authority))
    row = page.model._default_manager.get(
        **{"authority": authority} if page.key != "movements" else {"code": "NTM"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, url(page, "detail", row))
    entry = LedgerEntry.objects.order_by("id").last()
    name = TYPED[page.key][1]
    assert (str(row), entry.subject_code, entry.subject_name) == (name, record_code(row), name)
    shown = client.get(url(page, "detail", row))
    assert (shown.status_code, name in words(shown)) == (200, True)


@every_page
def test_saving_can_go_straight_on_to_the_next(client, authority, page):
    values = typed_for(page, authority) | {"them": "1"}
    answer = signed_in(client, authority).post(url(page, "create"), values)
    assert answer.headers["Location"] == url(page, "create")


@every_page
def test_an_empty_form_saves_nothing_and_says_so(client, authority, page):
    answer = signed_in(client, authority).post(url(page, "create"), {})
    assert answer.status_code == 422
    assert "Chưa ghi được gì. Hãy sửa các ô có lời nhắc màu đỏ rồi ghi lại." in words(answer)
    assert page.model._default_manager.count() == 0


@every_page
def test_a_change_without_reason_changes_nothing(client, authority, page):
    signed_in(client, authority).post(url(page, "create"), typed_for(page, authority))
    row = page.model._default_manager.order_by("-id").first()
    told = LedgerEntry.objects.count()
    answer = client.post(url(page, "edit", row), typed_for(page, authority))
    assert answer.status_code == 422
    assert "Cần nêu lý do, căn cứ của việc sửa." in words(answer)
    assert LedgerEntry.objects.count() == told


@every_page
def test_two_people_changing_one_row_do_not_overwrite_each_other(client, authority, page):
    row = MAKE[page.key](authority, "Dòng")
    form = signed_in(client, authority).get(url(page, "edit", row)).context["form"]
    values = {
        bound.name: "" if (value := bound.field.prepare_value(bound.value())) in {None, False} else str(value)
        for bound in form
        if bound.value() != []
    } | {"reason": "sửa", "source": "Báo cáo"}  # fmt: skip
    note = "note" if "note" in values else "agenda"
    first = client.post(url(page, "edit", row), values | {note: "của người thứ nhất"})
    second = client.post(url(page, "edit", row), values | {note: "của người thứ hai"})
    assert (first.status_code, second.status_code) == (302, 422)
    assert "người khác đã ghi nội dung khác vào dòng này" in words(second)
    assert getattr(page.model._default_manager.get(pk=row.pk), note) == "của người thứ nhất"


@every_page
def test_the_chairman_reads_and_is_told_who_writes(client, authority, page):
    row = MAKE[page.key](authority, "Dòng")
    signed_in(client, authority, Role.CHAIRMAN)
    assert client.get(url(page, "list")).status_code == 200
    shown = client.get(url(page, "detail", row)).content.decode()
    assert url(page, "edit", row) not in shown
    for address in (url(page, "create"), url(page, "edit", row)):
        for answer in (client.get(address), client.post(address, typed_for(page, authority))):
            assert answer.status_code == 403
            assert WHO_CAN in words(answer)
    assert acts() == []


@every_page
def test_an_officer_of_a_unit_reads_what_is_for_every_office(client, authority, page):
    MAKE[page.key](authority, "Dòng Thử Nghiệm")
    signed_in(client, authority, Role.UNIT_OFFICER, make_organisation(authority))
    answer = client.get(everywhere(page))
    if page.needs == Capability.READ_PROVINCE:
        assert answer.status_code == 403
        assert "Người làm được" in words(answer)
    else:
        own_only = page.model is Inspection
        assert (answer.status_code, "Dòng Thử Nghiệm" in words(answer)) == (200, not own_only)
    assert client.get(url(page, "create")).status_code == 403


@every_page
def test_who_may_not_read_is_told_so(client, authority, page):
    row = MAKE[page.key](authority, "Dòng")
    signed_in(client, authority, Role.ADMINISTRATOR)
    for what, of in (("list", None), ("export", None), ("detail", row)):
        assert client.get(url(page, what, of)).status_code == 403


@every_page
def test_another_province_sees_and_changes_nothing(client, authority, page):
    row = MAKE[page.key](authority, "Dòng Thử Nghiệm")
    signed_in(client, other := make_authority())
    assert "Dòng Thử Nghiệm" not in words(client.get(everywhere(page)))
    assert "Dòng Thử Nghiệm" not in str(sheet(client.get(url(page, "export"))))
    for answer in (
        client.get(url(page, "detail", row)),
        client.get(url(page, "edit", row)),
        client.post(url(page, "edit", row), typed_for(page, other) | {"reason": "thử"}),
    ):
        assert answer.status_code == 404
    assert acts() == []


@every_page
@pytest.mark.parametrize("what", ["list", "detail", "export"])
def test_more_rows_cost_no_more_queries(client, authority, page, what):
    row = MAKE[page.key](authority, "Một")
    signed_in(client, authority)
    address = url(page, what, row if what == "detail" else None)
    counts = []
    for more in ("", "Hai", "Ba", "Bốn"):
        if more:
            MAKE[page.key](authority, more)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts == [counts[0]] * 4


def sheet(answer) -> list[list[object]]:
    body = b"".join(answer.streaming_content)
    return CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()


@every_page
def test_the_list_goes_to_excel(client, authority, page):
    for text in ("=1+1", "Hai"):
        MAKE[page.key](authority, text)
    rows = sheet(
        signed_in(client, authority).get(
            url(page, "export") + "?nam=" + ("tat-ca" if page.by_year else "")
        )
    )
    assert rows[0][0] == page.title
    assert rows[3][: len(page.columns)] == [col.label for col in page.columns]
    assert len(rows) == 6
    assert any("=1+1" in str(cell) for row in rows for cell in row)


@every_page
def test_a_code_that_is_none_finds_nothing(client, authority, page):
    signed_in(client, authority)
    for code in ("khong-co", "2022-", "9999-x"):
        assert client.get(reverse(f"{page.key}-detail", args=[code])).status_code == 404


@every_page
def test_a_long_list_is_turned_over_and_back(client, authority, page):
    for n in range(53):
        MAKE[page.key](authority, f"Dòng {n:02d}")
    signed_in(client, authority)
    link = r'href="(\?[^"]*{}=[^"]*)"'
    first = client.get(everywhere(page))
    address = html.unescape(re.search(link.format("after"), first.content.decode())[1])
    second = client.get(url(page, "list") + address)
    address = html.unescape(re.search(link.format("before"), second.content.decode())[1])
    back = client.get(url(page, "list") + address)
    seen = [
        re.findall(r'<th scope="row".*?href="([^"]+)"', answer.content.decode(), re.DOTALL)
        for answer in (first, second, back)
    ]
    assert [len(rows) for rows in seen] == [50, 3, 50]
    assert seen[0] == seen[2]
    assert len({*seen[0], *seen[1]}) == 53


def test_a_list_by_year_opens_on_the_latest(client, authority):
    for year in (2021, 2022):
        Indicator.objects.create(authority=authority, year=year, name=f"Chỉ tiêu của {year}")
    signed_in(client, authority)
    address = reverse("movements-indicators-list")
    shown = [
        [f"Chỉ tiêu của {year}" in words(client.get(address + asked)) for year in (2021, 2022)]
        for asked in ("", "?nam=2021", "?nam=tat-ca", "?nam=1999")
    ]
    assert shown == [[False, True], [True, False], [True, True], [False, False]]
    assert "Chưa lọc được" in words(client.get(address + "?nam=1999"))


def test_a_filter_stands_as_a_chip_and_can_be_taken_away(client, authority):
    Indicator.objects.create(authority=authority, year=2022, name="Đạt rồi", verdict="dat")
    Indicator.objects.create(authority=authority, year=2022, name="Nguồn im lặng")
    signed_in(client, authority)
    address = reverse("movements-indicators-list")
    reached = words(client.get(address + "?danh_gia=dat"))
    silent = words(client.get(address + "?danh_gia=khong-neu"))
    none = words(client.get(address + "?danh_gia=vuot"))
    assert ["Đạt rồi" in said for said in (reached, silent, none)] == [True, False, False]
    assert ["Nguồn im lặng" in said for said in (reached, silent, none)] == [False, True, False]
    assert "Không có dòng nào khớp" in none
    assert f'href="{address}"' in client.get(address + "?danh_gia=vuot").content.decode()


def test_rows_of_one_movement_are_listed_and_added_from_it(client, authority):
    movement, other = make_movement(authority), make_movement(authority, "Phong trào khác")
    Indicator.objects.create(authority=authority, year=2022, name="Xã đạt chuẩn", movement=movement)
    Indicator.objects.create(authority=authority, year=2022, name="Không gắn")
    signed_in(client, authority)
    address = reverse("movements-indicators-list")
    said = words(client.get(f"{address}?phong_trao={movement.code}"))
    assert ("Xã đạt chuẩn" in said, "Không gắn" in said) == (True, False)
    assert "Phong trào: Chung sức" in said
    assert "Không có dòng nào khớp" in words(client.get(f"{address}?phong_trao={other.code}"))
    add = f"{reverse('movements-indicators-create')}?phong_trao={movement.code}"
    assert f'href="{add}"' in client.get(
        reverse("movements-detail", args=[movement.code])
    ).content.decode().replace("&amp;", "&")
    assert client.get(add).context["form"]["movement"].value() == movement.pk


def test_a_unit_of_measure_is_spoken_of_only_where_it_is_not_known(client, authority):
    signed_in(client, authority)
    pages = {}
    for known in (True, False):
        row = Indicator.objects.create(
            authority=authority, year=2022, name=f"Chỉ tiêu {known}", unit_known=known, verdict="vuot"
        )  # fmt: skip
        pages[known] = words(
            client.get(reverse("movements-indicators-detail", args=[record_code(row)]))
        )
    assert ("iết đơn vị tính" in pages[True], "Biết đơn vị tính không" in pages[False]) == (
        False,
        True,
    )
    assert "Đánh giá của nguồn Vượt kế hoạch" in pages[True]


def test_the_items_of_an_agenda_stand_each_on_its_line(client, authority):
    signed_in(client, authority)
    row = CouncilSession.objects.create(
        authority=authority, year=2022, ordinal=1, agenda="Xét khen thưởng\nThông qua <kế hoạch>"
    )
    shown = client.get(reverse("council-list")).content.decode()
    assert "– Xét khen thưởng\n– Thông qua &lt;kế hoạch&gt;" in shown
    detail = client.get(reverse("council-detail", args=[row.code])).content.decode()
    assert "<ul><li>Xét khen thưởng</li><li>Thông qua &lt;kế hoạch&gt;</li></ul>" in detail


def test_an_unknown_number_says_so_and_a_zero_is_a_zero(client, authority):
    Indicator.objects.create(
        authority=authority, year=2022, name="Ca tử vong", unit="ca", actual=0, hedge="", plan=None
    )
    said = words(signed_in(client, authority).get(reverse("movements-indicators-list")))
    assert "Ca tử vong 0 ca chưa có dữ liệu chưa có dữ liệu Không nêu" in said


def test_a_hedge_and_a_stated_difference_are_kept(client, authority):
    Indicator.objects.create(
        authority=authority, year=2022, name="Thủ tục", unit="%", actual="99.9", hedge="tren",
        over_plan="-2.5", over_plan_unit="diem_%",
    )  # fmt: skip
    said = words(signed_in(client, authority).get(reverse("movements-indicators-list")))
    assert "Thủ tục trên 99,9% -2,5 điểm % so với kế hoạch chưa có dữ liệu" in said


def test_a_unit_reads_its_own_inspections(client, authority):
    mine, other = make_organisation(authority), make_organisation(authority, "Sở Tài chính")
    rows = [
        Inspection.objects.create(
            authority=authority, year=2022, kind="so_nganh", organisation=body, unit_name=body.name
        )
        for body in (mine, other)
    ]
    signed_in(client, authority, Role.UNIT_OFFICER, mine)
    codes = [
        client.get(reverse("oversight-detail", args=[record_code(row)])).status_code for row in rows
    ]
    assert codes == [200, 404]


def test_the_register_of_complaints_is_not_offered_to_a_unit(client, authority):
    address = reverse("oversight-list")
    complaints = reverse("oversight-complaints-list")
    signed_in(client, authority, Role.UNIT_OFFICER, make_organisation(authority))
    assert f'href="{complaints}"' not in client.get(address).content.decode()
    signed_in(client, authority)
    assert f'href="{complaints}"' in client.get(address).content.decode()
