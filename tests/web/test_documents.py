"""The register of official documents: search, gaps, numbers out of order, links, the list of a decision."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tdkt.accounts.states import Role
from tdkt.movements.models import Movement
from tdkt.registry.document_forms import DocumentForm
from tdkt.registry.document_list import decision_honours, documents_named, out_of_order
from tdkt.registry.models import OfficialDocument
from tests.factories import (
    make_authority,
    make_decision,
    make_honour,
    make_office,
    make_organisation,
    make_recipient,
    reach_of,
)
from tests.web.register_worlds import signed_in, words

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "Kế hoạch", "number": "2216", "symbol": "KH-UBND", "issuer": "UBND tỉnh", "issued_on": "28/6/2022",
    "title": "Tổ chức phong trào", "level": "tinh", "state": "da_ban_hanh",
}  # fmt: skip


@pytest.fixture
def authority():
    return make_authority()


@pytest.fixture
def officer(authority):
    return reach_of(make_office(authority))


def make_document(authority, number="", on=None, **fields) -> OfficialDocument:
    values = {"kind": "Quyết định", "symbol": "QĐ-TTg", "issuer": "Thủ tướng Chính phủ", "level": "trung_uong", "title": "Phê duyệt"}  # fmt: skip
    return OfficialDocument.objects.create(
        authority=authority, number=number, issued_on=on, **(values | fields)
    )


def shown(client, **asked) -> list[str]:
    answer = client.get(reverse("documents-list"), asked)
    assert answer.status_code == 200
    return re.findall(
        r'<th scope="row".*?<a href="[^"]+">([^<]+)</a>', answer.content.decode(), re.DOTALL
    )


# --- numbers and days --------------------------------------------------------------------------


def test_a_higher_number_with_an_earlier_day_is_told_on_both(authority):
    low = make_document(authority, "924", date(2022, 8, 2))
    high = make_document(authority, "925", date(2022, 8, 1))
    make_document(authority, "926", date(2022, 8, 3))
    assert {pk: str(told) for pk, told in out_of_order(authority.pk).items()} == {
        low.pk: "số nhỏ hơn 925/QĐ-TTg nhưng ghi ngày muộn hơn (văn bản kia ngày 01/08/2022)",
        high.pk: "số lớn hơn 924/QĐ-TTg nhưng ghi ngày sớm hơn (văn bản kia ngày 02/08/2022)",
    }


@pytest.mark.parametrize(
    "other",
    [
        {"on": date(2021, 8, 1)},
        {"on": date(2022, 8, 1), "issuer": "Chính phủ"},
        {"on": date(2022, 8, 1), "symbol": "CT-TTg"},
        {"on": date(2022, 8, 2)},
        {"on": None},
    ],
    ids=["another year", "another issuer", "another symbol", "the same day", "no day"],
)
def test_only_one_series_is_compared(authority, other):
    make_document(authority, "924", date(2022, 8, 2))
    make_document(authority, "925", **other)
    assert out_of_order(authority.pk) == {}


def test_another_provinces_numbers_are_not_compared(authority):
    make_document(authority, "924", date(2022, 8, 2))
    make_document(make_authority(), "925", date(2022, 8, 1))
    assert out_of_order(authority.pk) == {}


def test_among_some_documents_their_whole_series_is_looked_at(authority):
    make_document(authority, "924", date(2022, 8, 2))
    high = make_document(authority, "925", date(2022, 8, 1))
    sound = make_document(authority, "7", date(2022, 1, 5), symbol="CT-TTg")
    assert list(out_of_order(authority.pk, [high])) != []
    assert out_of_order(authority.pk, [sound]) == {}
    assert out_of_order(authority.pk, []) == {}


def test_what_is_missing_or_out_of_order_is_marked_and_found(client, authority):
    make_document(authority, "924", date(2022, 8, 2))
    make_document(authority, "925", date(2022, 8, 1))
    make_document(authority, "", date(2022, 9, 1), kind="Công văn")
    make_document(authority, "30", None, kind="Chỉ thị", symbol="CT-TTg")
    make_document(authority, "", None, kind="Kế hoạch", symbol="KH-UBND", state="du_kien")
    make_document(authority, "31", date(2022, 9, 2), kind="Nghị định", symbol="NĐ-CP")
    signed_in(client, authority)
    assert shown(client, kiem_tra="thieu") == ["Công văn QĐ-TTg", "Chỉ thị 30/CT-TTg"]
    assert shown(client, kiem_tra="thu_tu") == ["Quyết định 924/QĐ-TTg", "Quyết định 925/QĐ-TTg"]
    said = words(client.get(reverse("documents-list")))
    assert said.count("cần kiểm tra") == 4
    assert said.count("chưa có số") == 1
    assert said.count("chưa có ngày") == 1


def test_saving_a_document_out_of_order_warns_but_saves(client, authority):
    make_document(authority, "2217", date(2022, 6, 1), symbol="KH-UBND", issuer="UBND tỉnh")
    signed_in(client, authority)
    answer = client.post(reverse("documents-create"), TYPED, follow=True)
    assert [str(m) for m in answer.context["messages"]] == [
        "Đã ghi “Kế hoạch 2216/KH-UBND”.",
        "Số nhỏ hơn 2217/KH-UBND nhưng ghi ngày muộn hơn (văn bản kia ngày 01/06/2022)",
    ]


# --- the list ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["nong thon moi", "mới nông", "2216", "2216/KH-UBND", "kh ubnd", "Nô\u0302ng"]
)
def test_a_document_is_found_without_marks_in_any_order(client, authority, typed):
    make_document(authority, "2216", date(2022, 6, 28), kind="Kế hoạch", symbol="KH-UBND", title="Xây dựng nông thôn mới")  # fmt: skip
    make_document(authority, "924", date(2022, 8, 2))
    assert shown(signed_in(client, authority), q=typed) == ["Kế hoạch 2216/KH-UBND"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"nam": "2021"}, ["Chỉ thị 9/CT-UBND"]),
        ({"loai": "Quyết định"}, ["Quyết định 12/QĐ-UBND"]),
        ({"co_quan": "UBND tỉnh"}, ["Quyết định 12/QĐ-UBND", "Chỉ thị 9/CT-UBND"]),
        ({"cap": "trung_uong"}, ["Luật 15/QH"]),
        ({"tinh_trang": "du_kien"}, ["Hướng dẫn HD-BTĐKT"]),
        ({"hieu_luc": "het_hieu_luc"}, ["Luật 15/QH"]),
        ({"hieu_luc": "chua-ro"}, ["Quyết định 12/QĐ-UBND", "Chỉ thị 9/CT-UBND", "Hướng dẫn HD-BTĐKT"]),
        ({"khen_thuong": "1"}, ["Quyết định 12/QĐ-UBND"]),
        ({"khen_thuong": "0"}, ["Chỉ thị 9/CT-UBND", "Luật 15/QH", "Hướng dẫn HD-BTĐKT"]),
        ({"nam": "2021", "cap": "trung_uong"}, []),
    ],
    ids=str,
)  # fmt: skip
def test_the_list_is_narrowed_newest_first_without_day_last(client, authority, asked, found):
    province = {"issuer": "UBND tỉnh", "level": "tinh"}
    make_document(authority, "9", date(2021, 2, 1), kind="Chỉ thị", symbol="CT-UBND", **province)
    make_document(authority, "12", date(2022, 3, 1), symbol="QĐ-UBND", is_award_decision=True, **province)  # fmt: skip
    make_document(authority, "15", date(2003, 11, 26), kind="Luật", symbol="QH", issuer="Quốc hội", force="het_hieu_luc")  # fmt: skip
    make_document(authority, "", None, kind="Hướng dẫn", symbol="HD-BTĐKT", issuer="Ban", level="khoi", state="du_kien")  # fmt: skip
    assert shown(signed_in(client, authority), **asked) == found


# --- one document ------------------------------------------------------------------------------


def test_a_document_shows_what_it_carries_out_and_what_carries_it_out(client, authority):
    law = make_document(authority, "15", date(2003, 11, 26), kind="Luật", symbol="QH")
    plan = make_document(authority, "2216", date(2022, 6, 28), kind="Kế hoạch", symbol="KH-UBND", movement_code="NTM")  # fmt: skip
    guide = make_document(authority, "119", date(2022, 10, 6), kind="Hướng dẫn", symbol="HD-HĐTĐKT")
    plan.implements.add(law)
    guide.implements.add(plan)
    Movement.objects.create(authority=authority, code="NTM", kind="chuyen_de", name="Chung sức")
    signed_in(client, authority)
    said = words(client.get(reverse("documents-detail", args=[plan.code])))
    parts = [
        said.index(part)
        for part in (
            "Thực hiện các văn bản", "Luật 15/QH", "Được thực hiện bằng các văn bản", "Hướng dẫn 119/HD-HĐTĐKT",
            "Phong trào thi đua Phong trào", "Chung sức",
        )
    ]  # fmt: skip
    assert parts == sorted(parts)
    alone = words(client.get(reverse("documents-detail", args=[law.code])))
    assert "Chưa ghi văn bản nào mà văn bản này thực hiện." in alone


def test_links_are_typed_one_a_line_and_kept_when_the_form_comes_back(client, authority):
    make_document(authority, "15", date(2003, 11, 26), kind="Luật", symbol="QH")
    make_document(authority, "91", date(2017, 7, 31), kind="Nghị định", symbol="NĐ-CP")
    signed_in(client, authority)
    client.post(reverse("documents-create"), TYPED | {"implements": "15/QH\n91/NĐ-CP"})
    plan = OfficialDocument.objects.get(number="2216")
    assert sorted(plan.implements.values_list("number", flat=True)) == ["15", "91"]
    edit = reverse("documents-edit", args=[plan.code])
    assert client.post(edit, TYPED | {"implements": "15/QH", "reason": "bỏ nối nhầm"}).status_code == 302  # fmt: skip
    assert list(plan.implements.values_list("number", flat=True)) == ["15"]
    answer = client.post(edit, TYPED | {"implements": "15/QH\n99/XX", "reason": "nối thêm"})
    assert answer.status_code == 422
    assert "Sổ chưa có văn bản “99/XX”." in words(answer)


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"number": "2216/KH-UBND"}, "number", "“2216/KH-UBND” gồm cả ký hiệu; hãy ghi “2216” ở ô này và “KH-UBND” ở ô ký hiệu."),
        ({"issued_on": "28/6/22"}, "issued_on", "“28/6/22”: năm phải đủ bốn chữ số, ví dụ 19/01/2022."),
        ({"title": ""}, "title", "Cần ghi trích yếu; khi chưa có trích yếu thì ghi ô nội dung."),
        (
            {"effective_from": "1/7/2022", "effective_to": "30/6/2022"}, "effective_to",
            "Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi.",
        ),
    ],
    ids=["symbol in number", "short year", "no title", "force ends before it begins"],
)  # fmt: skip
def test_what_does_not_fit_is_said_at_its_field(officer, typed, field, told):
    assert DocumentForm(TYPED | typed, reach=officer).errors == {field: [told]}


def test_a_number_used_twice_in_a_year_is_refused_in_words(client, authority):
    signed_in(client, authority)
    client.post(reverse("documents-create"), TYPED)
    answer = client.post(reverse("documents-create"), TYPED | {"title": "Văn bản khác"})
    assert answer.status_code == 422
    assert "Số, ký hiệu này của cơ quan ban hành đã có trong năm." in words(answer)
    assert OfficialDocument.objects.count() == 1


def test_a_document_is_meant_by_reference_or_code(authority):
    one = make_document(authority, "07", date(2022, 1, 5), symbol="KH-UBND")
    make_document(make_authority(), "7", date(2022, 1, 5), symbol="KH-UBND")
    found = [
        documents_named(authority.pk, text)
        for text in ("7/KH-UBND", "07/kh-ubnd", "07 / KH-UBND", one.code, "8/KH-UBND", "7", "")
    ]
    assert found == [[one], [one], [one], [one], [], [], []]


# --- the list of a decision --------------------------------------------------------------------


def test_a_decision_shows_its_list_in_the_order_of_its_numbers(client, authority):
    decision = make_decision(authority, number="12")
    for ordinal, name in ((2, "Lò Thị Hai"), (1, "Giàng A Nhất"), (None, "Tẩn Không Số")):
        make_honour(authority, make_recipient(authority, name), decision=decision, ordinal=ordinal)
    make_honour(authority, make_recipient(authority, "Người quyết định khác"))
    signed_in(client, authority)
    said = words(client.get(reverse("documents-detail", args=[decision.code])))
    assert "3 lượt khen thưởng" in said
    places = [said.index(name) for name in ("Giàng A Nhất", "Lò Thị Hai", "Tẩn Không Số")]
    assert places == sorted(places)
    assert "Người quyết định khác" not in said


def test_a_unit_sees_only_its_own_people_in_a_decision(client, authority):
    mine, other = make_organisation(authority), make_organisation(authority, "Sở Tài chính")
    decision = make_decision(authority, number="12")
    for body, name in ((mine, "Lò Thị Nhà"), (other, "Lò Thị Xa")):
        recipient = make_recipient(authority, name, organisation=body)
        make_honour(authority, recipient, decision=decision)
    signed_in(client, authority, Role.UNIT_OFFICER, mine)
    said = words(client.get(reverse("documents-detail", args=[decision.code])))
    assert ("Lò Thị Nhà" in said, "Lò Thị Xa" in said, "1 lượt khen thưởng" in said) == (
        True,
        False,
        True,
    )


def test_a_long_decision_is_read_page_by_page_at_constant_cost(client, authority, officer):
    decision = make_decision(authority, number="12")
    recipient = make_recipient(authority)
    for ordinal in range(1, 8):
        make_honour(authority, recipient, decision=decision, ordinal=ordinal)
    seen, after, costs = [], "", []
    while True:
        with CaptureQueriesContext(connection) as asked:
            rows, total, after = decision_honours(officer, decision, after=after, size=3)
        costs.append(len(asked))
        seen.append([row.ordinal for row in rows])
        if not after:
            break
    assert (seen, total, costs) == ([[1, 2, 3], [4, 5, 6], [7]], 7, [2, 3, 3])


def test_a_document_of_another_province_cannot_be_linked(authority, officer):
    foreign = make_document(make_authority(), "9", date(2022, 1, 1))
    form = DocumentForm(TYPED | {"implements": foreign.code}, reach=officer)
    assert list(form.errors) == ["implements"]
