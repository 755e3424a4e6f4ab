"""Forms and lists of ratings, initiatives, discipline and holds: what they save and refuse, and how they look."""

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tdkt.accounts.records import record_fingerprint
from tdkt.kernel.models import LedgerEntry
from tdkt.registry.models import (
    CollectiveYear,
    Discipline,
    Hold,
    Initiative,
    InitiativeUse,
    Rating,
)
from tests.factories import (
    make_office,
    make_recipient,
)
from tests.support.browser import DESK, PHONE
from tests.web.merit_worlds import World, person_page, sign_in
from tests.web.register_worlds import words


@pytest.fixture
def world(db):
    return World()


# --- forms -----------------------------------------------------------------------------------------


def test_a_rating_is_typed_on_the_persons_page_and_changed_with_a_reason(client, world):
    client = sign_in(client, world)
    create = reverse("ratings-create", args=[world.person.code])
    typed = {"year_kind": "school", "year": "2021", "grade": "HTT", "standing": "don_vi_ke_khai"}
    answer = client.post(create, typed, follow=True)
    assert "Đã ghi xếp loại năm 2021-2022 của “Lò Thị Mẫu”." in words(answer)
    edit = reverse("ratings-edit", args=[world.person.code, "2021-2022"])
    seen = record_fingerprint(Rating.objects.get())
    change = {"grade": "HTXS", "standing": "don_vi_ke_khai", "seen": seen}
    refused = client.post(edit, change)
    assert (refused.status_code, "Cần nêu lý do" in words(refused)) == (422, True)
    client.post(edit, change | {"reason": "Đơn vị gửi lại"})
    assert Rating.objects.values_list("year_kind", "year", "grade").get() == ("school", 2021, "HTXS")  # fmt: skip
    again = client.post(create, typed)
    assert "Năm này đã có xếp loại; hãy sửa dòng đã ghi." in words(again)
    assert client.get(reverse("ratings-edit", args=[world.person.code, "2021"])).status_code == 404
    assert client.get(reverse("ratings-edit", args=[world.person.code, "nay"])).status_code == 404


def test_figures_of_a_collective_are_typed_and_a_part_over_the_whole_is_refused(client, world):
    client = sign_in(client, world)
    create = reverse("collective-years-create", args=[world.body.code])
    typed = {"year_kind": "calendar", "year": "2021", "members": "40", "ldtt": "41", "standing": "don_vi_ke_khai"}  # fmt: skip
    refused = client.post(create, typed)
    assert "Số này không thể lớn hơn số thành viên." in words(refused)
    client.post(create, typed | {"ldtt": "30"})
    assert CollectiveYear.objects.values_list("members", "ldtt", "women").get() == (40, 30, None)
    edit = client.get(reverse("collective-years-edit", args=[world.body.code, "2021"]))
    assert 'name="members" value="40"' in edit.content.decode()


def test_an_initiative_is_typed_with_its_authors_by_name_unit_or_code(client, world):
    other = make_recipient(world.province, "Vàng A Sỹ", organisation=world.unit)
    client = sign_in(client, world)
    typed = {
        "title": "Bảng tính", "authors": f"Lò Thị Mẫu, Sở Nội vụ; 60%\n{other.code}; 40", "kind": "initiative",
        "year_kind": "calendar", "year": "2021", "scope": "co_so", "standing": "don_vi_ke_khai",
    }  # fmt: skip
    answer = client.post(reverse("initiatives-create"), typed, follow=True)
    said = words(answer)
    assert "Lò Thị Mẫu 60% Vàng A Sỹ 40%" in said
    assert "Chưa rõ đã dùng cho khen thưởng nào." in said
    work = Initiative.objects.get()
    form = client.get(reverse("initiatives-edit", args=[work.code])).content.decode()
    assert f"Lò Thị Mẫu, Sở Nội vụ (mã {world.person.code}); 60%" in form
    seen = record_fingerprint(work)
    changed = typed | {"authors": world.person.code, "reason": "Ghi nhầm tác giả", "seen": seen}
    client.post(reverse("initiatives-edit", args=[work.code]), changed)
    assert list(work.shares.values_list("recipient__name", "percent")) == [("Lò Thị Mẫu", None)]


def test_an_author_nobody_can_tell_apart_is_asked_for_by_code(client, world):
    twin = make_recipient(world.province, "Lò Thị Mẫu", organisation=world.unit)
    client = sign_in(client, world)
    typed = {
        "title": "Bảng tính", "authors": "Lò Thị Mẫu\nLo Thi Mau\nLò Thị Không", "kind": "initiative",
        "year_kind": "calendar", "year": "2021", "scope": "co_so", "standing": "don_vi_ke_khai",
    }  # fmt: skip
    said = words(client.post(reverse("initiatives-create"), typed))
    assert (
        f"Có 2 đối tượng tên “Lò Thị Mẫu”; hãy ghi cả mã: Lò Thị Mẫu, Sở Nội vụ (mã {world.person.code}); "
        f"Lò Thị Mẫu, Sở Nội vụ (mã {twin.code})."
    ) in said
    assert "Sổ chưa có “Lo Thi Mau”" in said
    assert "Sổ chưa có “Lò Thị Không”" in said
    assert Initiative.objects.count() == 0


def test_a_use_is_recorded_for_an_author_and_taken_back_with_a_reason(client, world):
    world.fill()
    work = Initiative.objects.get(title="Hồ sơ điện tử")
    client = sign_in(client, world)
    typed = {"recipient": world.person.pk, "award": "bk_bo_tinh", "year_kind": "calendar", "year": "2022"}  # fmt: skip
    answer = client.post(reverse("initiatives-use", args=[work.code]), typed, follow=True)
    assert "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Lò Thị Mẫu 2022" in words(answer)
    twice = client.post(reverse("initiatives-use", args=[work.code]), typed)
    assert twice.status_code == 422
    drop = reverse("initiatives-use-drop", args=[work.code, work.uses.get().pk])
    assert drop in answer.content.decode()
    assert client.post(drop, {"reason": ""}).status_code == 422
    client.post(drop, {"reason": "Ghi nhầm"})
    assert InitiativeUse.objects.filter(initiative=work).count() == 0
    assert client.get(drop).status_code == 404


def test_discipline_is_typed_from_the_persons_page(client, world):
    client = sign_in(client, world)
    shown = client.get(person_page(world.person)).content.decode()
    create = f"{reverse('disciplines-create')}?doi_tuong={world.person.code}"
    assert create in shown
    given = f"Lò Thị Mẫu, Sở Nội vụ (mã {world.person.code})"
    assert f'value="{given}"' in client.get(create).content.decode()
    typed = {"recipient": given, "form": "khien_trach", "valid_from": "15/3/2022", "valid_to": "14/3/2022", "standing": "don_vi_ke_khai"}  # fmt: skip
    refused = words(client.post(create, typed))
    assert "Ngày kết thúc phải từ ngày bắt đầu trở đi." in refused
    said = words(client.post(create, typed | {"valid_to": "14/3/2023"}, follow=True))
    assert "Khiển trách" in said
    assert Discipline.objects.get().recipient_id == world.person.pk
    empty = words(client.post(create, {}))
    assert "Chưa ghi được gì." in empty


def test_a_hold_is_opened_then_lifted_with_what_came_of_it(client, world):
    client = sign_in(client, world)
    typed = {"recipient": world.person.code, "ground": "thanh_tra", "since": "01/6/2022", "matter": "Kết luận thanh tra", "standing": "don_vi_ke_khai"}  # fmt: skip
    answer = client.post(reverse("holds-create"), typed, follow=True)
    hold = Hold.objects.get()
    lift = reverse("holds-lift", args=[hold.code])
    assert f'href="{lift}"' in answer.content.decode()
    refused = client.post(lift, {"on": "31/5/2022", "outcome": "Không vi phạm"})
    assert (refused.status_code, "Ngày gỡ trước ngày bắt đầu (01/06/2022)." in words(refused)) == (422, True)  # fmt: skip
    said = words(client.post(lift, {"on": "01/12/2022", "outcome": "Không vi phạm"}, follow=True))
    assert "“Lò Thị Mẫu” được xem xét khen thưởng từ 01/12/2022." in said
    assert "Đang tạm dừng xem xét" not in said
    assert [e.verb for e in LedgerEntry.objects.filter(verb__startswith="hold:").order_by("seq")] == [
        "hold:open", "hold:lift",
    ]  # fmt: skip
    listed = words(client.get(reverse("holds-list") + "?tinh_trang=da-go"))
    assert "Không vi phạm" in listed
    assert "Không có dòng nào khớp" in words(client.get(reverse("holds-list") + "?tinh_trang=dang"))


def test_the_lists_search_filter_and_go_to_excel(client, world):
    world.fill()
    client = sign_in(client, world)
    assert "Bảng tính" in words(client.get(reverse("initiatives-list") + "?nam=tat-ca&q=bang"))
    assert "Bảng tính" not in words(client.get(reverse("initiatives-list")))  # opens on 2022
    assert "Lò Thị Mẫu" in words(client.get(reverse("disciplines-list") + "?q=lo thi&hinh_thuc=canh_cao"))  # fmt: skip
    sheet = CalamineWorkbook.from_object(
        BytesIO(client.get(reverse("disciplines-export")).getvalue())
    )
    rows = sheet.get_sheet_by_index(0).to_python()
    assert ["Lò Thị Mẫu", "Cảnh cáo"] in [row[:2] for row in rows]


def test_more_rows_cost_the_lists_no_more_queries(client, world, django_assert_max_num_queries):
    world.fill()
    client = sign_in(client, world)
    for name in ("initiatives-list", "disciplines-list", "holds-list"):
        with django_assert_max_num_queries(12):
            client.get(reverse(name))


# --- in a browser ----------------------------------------------------------------------------------


def test_no_page_has_an_accessibility_fault_or_scrolls_sideways(own_database, open_page, axe):
    world = World().fill()
    user = make_office(world.province).user
    at_desk, on_phone = open_page(user, viewport=DESK), open_page(user, viewport=PHONE)
    work, hold = Initiative.objects.first(), Hold.objects.get()
    for address in (
        person_page(world.person),
        person_page(world.body),
        reverse("initiatives-list") + "?nam=tat-ca",
        reverse("initiatives-detail", args=[work.code]),
        reverse("initiatives-create"),
        reverse("disciplines-list"),
        reverse("holds-list"),
        reverse("holds-detail", args=[hold.code]),
        reverse("holds-lift", args=[hold.code]),
        reverse("ratings-create", args=[world.person.code]),
        reverse("collective-years-create", args=[world.body.code]),
    ):
        at_desk.goto(address)
        assert axe(at_desk) == [], address
        on_phone.goto(address)
        assert on_phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address
