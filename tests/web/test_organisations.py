"""The tree by date, a unit's page across mergers, adding, changing and succession."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tdkt.accounts.states import Role
from tdkt.organisations.models import Organisation, Succession
from tdkt.registry.models import Recipient
from tdkt.registry.people_selectors import HonourOn
from tdkt.registry.states import RecipientKind
from tdkt.web.people.tables import honours_table
from tests.factories import (
    make_authority,
    make_decision,
    make_honour,
    make_office,
    make_organisation,
    make_recipient,
)
from tests.support.browser import DESK, PHONE

LAST_DAY, MERGER = date(2022, 6, 30), date(2022, 7, 1)


@pytest.fixture
def province(db):
    return make_authority()


@pytest.fixture
def sign_in(client):
    def signed(authority, role=Role.STANDING_OFFICER, unit=None):
        client.force_login(make_office(authority, role, organisation=unit).user)
        return client

    return signed


def words(response):
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def page(unit):
    return reverse("organisations-detail", args=[unit.code])


def merged(province):
    """A district's commune that became another on the day of the merger, each with an honour of its own."""
    old = make_organisation(province, "Xã Cũ", kind="xa", valid_to=LAST_DAY)
    new = make_organisation(province, "Xã Mới", kind="xa", valid_from=MERGER)
    Succession.objects.create(
        predecessor=old, successor=new, kind="sap_nhap", on=MERGER, note="Nghị quyết 1670"
    )
    for unit, day in ((old, date(2021, 5, 4)), (new, date(2022, 9, 2))):
        body = make_recipient(province, unit.name, kind=RecipientKind.COLLECTIVE)
        Recipient.objects.filter(pk=body.pk).update(body=unit)
        make_honour(
            province, body, decision=make_decision(province, on=day), organisation_id=unit.pk
        )
        member = make_recipient(province, f"Lò {unit.name}", organisation=unit)
        make_honour(province, member, decision=make_decision(province, on=day))
    return old, new


def test_each_role_sees_its_own_units_and_a_stranger_404(province, sign_in):
    mine, other = make_organisation(province, "Sở A"), make_organisation(province, "Sở B")
    statuses = {}
    for name, authority, role, unit in (
        ("unit", province, Role.UNIT_OFFICER, mine),
        ("stranger", province, Role.UNIT_OFFICER, other),
        ("standing", province, Role.STANDING_OFFICER, None),
        ("chairman", province, Role.CHAIRMAN, None),
        ("administrator", province, Role.ADMINISTRATOR, None),
        ("other province", make_authority(), Role.STANDING_OFFICER, None),
    ):
        client = sign_in(authority, role, unit)
        children = client.get(reverse("organisations-children", args=[mine.code])).status_code
        statuses[name] = (client.get(page(mine)).status_code, children)
    assert statuses == {
        "unit": (200, 200), "stranger": (404, 404), "standing": (200, 200), "chairman": (200, 200),
        "administrator": (403, 403), "other province": (404, 404),
    }  # fmt: skip


def test_nobody_is_sent_to_sign_in(province, client):
    unit = make_organisation(province)
    assert [
        client.get(path).status_code for path in (page(unit), reverse("organisations-list"))
    ] == [
        302,
        302,
    ]


def test_the_tree_of_two_provinces_does_not_leak(province, sign_in):
    make_organisation(province, "Sở Của Ta")
    make_organisation(make_authority(), "Sở Của Bạn")
    client = sign_in(province)
    for query in ("", "?q=cua", "?loai=so"):
        said = words(client.get(reverse("organisations-list") + query))
        assert ("Sở Của Ta" in said, "Sở Của Bạn" in said) == (True, False)


def test_the_tree_is_the_tree_of_the_day(province, sign_in):
    merged(province)
    client = sign_in(province)
    before = words(client.get(reverse("organisations-list") + "?ngay=30/06/2022"))
    after = words(client.get(reverse("organisations-list") + "?ngay=01/07/2022"))
    assert "Xã Cũ đến hết 30/06/2022, sau là Xã Mới" in before
    assert ("Xã Cũ" in after, "Xã Mới" in after) == (False, True)


def test_a_day_that_is_none_is_said(province, sign_in):
    said = words(sign_in(province).get(reverse("organisations-list") + "?ngay=31/02/2022"))
    assert "không có ngày 31" in said


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("2022-06-30", "30/06/2022"), ("1/7/2022", "01/07/2022"), ("hôm nào", "hôm nào")],
)
def test_the_day_asked_stands_in_the_box_day_first(province, sign_in, asked, shown):
    page = sign_in(province).get(reverse("organisations-list"), {"ngay": asked})
    boxes = re.findall(r'<input[^>]*name="ngay"[^>]*>', page.content.decode())
    assert [re.findall(r'value="([^"]*)"', box) for box in boxes] == [[shown]]


def test_codes_and_place_of_a_unit_are_said_in_words(province, sign_in):
    commune = make_organisation(province, "Xã Mẫu Một")
    commune.latitude, commune.longitude = Decimal("21.98765"), Decimal("103.5")
    commune.save()
    commune.codes.create(scheme="gso", code_value="03478", valid_from=date(2025, 7, 1))
    commune.codes.create(scheme="gso", code_value="03411", valid_to=date(2025, 6, 30))
    said = words(sign_in(province).get(page(commune)))
    assert "Tọa độ vĩ độ 21,9877; kinh độ 103,5000" in said
    assert "mã đơn vị hành chính 03478 (từ 01/07/2025)" in said
    assert "mã đơn vị hành chính 03411 (đến hết 30/06/2025)" in said


def test_the_tree_costs_the_same_for_one_unit_and_for_three(
    province, sign_in, django_assert_num_queries
):
    client = sign_in(province)
    top = make_organisation(province)
    client.get(reverse("organisations-list"))
    with django_assert_num_queries(8):
        client.get(reverse("organisations-list"))
    for name in ("Phòng A", "Phòng B"):
        make_organisation(province, name, kind="phong", parent=top)
    with django_assert_num_queries(8):
        client.get(reverse("organisations-list"))


def test_children_come_as_a_fragment_for_htmx_and_as_a_page_without_it(province, sign_in):
    top = make_organisation(province)
    make_organisation(province, "Phòng A", kind="phong", parent=top)
    client, address = sign_in(province), reverse("organisations-children", args=[top.code])
    whole, part = client.get(address), client.get(address, headers={"HX-Request": "true"})
    assert ("<html" in whole.content.decode(), "<html" in part.content.decode()) == (True, False)
    assert "Phòng A" in part.content.decode()


def test_a_unit_officer_sees_a_tree_of_the_own_unit(province, sign_in):
    mine = make_organisation(province, "Sở A")
    make_organisation(province, "Phòng của A", kind="phong", parent=mine)
    make_organisation(province, "Sở B")
    said = words(sign_in(province, Role.UNIT_OFFICER, mine).get(reverse("organisations-list")))
    assert ("Phòng của A" in said, "Sở B" in said) == (True, False)


def test_a_unit_shows_its_history_with_or_without_its_predecessors(province, sign_in):
    old, new = merged(province)
    client = sign_in(province)
    whole, alone = words(client.get(page(new))), words(client.get(page(new) + "?tien_than=0"))
    counted = [re.search(r"([\d.]+) lượt đang tính", said)[1] for said in (whole, alone)]
    own = [re.search(r"([\d.]+) lượt ghi cho chính đơn vị", said)[1] for said in (whole, alone)]
    assert (counted, own) == (["4", "2"], ["2", "1"])
    assert "Tiền thân Xã Cũ sáp nhập từ 01/07/2022 (Nghị quyết 1670)" in whole
    assert ("Lò Xã Cũ" in whole, "Lò Xã Cũ" in alone) == (True, False)
    gone = words(client.get(page(old)))
    assert "đã kết thúc, hết ngày 30/06/2022" in gone
    assert "Nay là Xã Mới sáp nhập từ 01/07/2022" in gone


def test_a_successor_outside_the_reach_is_named_without_a_link(province, sign_in):
    old, new = merged(province)
    answer = sign_in(province, Role.UNIT_OFFICER, old).get(page(old))
    assert "Nay là Xã Mới" in words(answer)
    assert page(new) not in answer.content.decode()


def test_the_page_of_a_unit_costs_the_same_for_one_honour_and_for_three(
    province, sign_in, django_assert_num_queries
):
    _, new = merged(province)
    client = sign_in(province)
    client.get(page(new))
    with django_assert_num_queries(30):
        client.get(page(new))
    for _ in range(2):
        make_honour(province, make_recipient(province, organisation=new))
        make_honour(province, Recipient.objects.get(body=new), organisation_id=new.pk)
    with django_assert_num_queries(30):
        client.get(page(new))


def test_empty_states_say_what_to_do(province, sign_in):
    client = sign_in(province)
    assert "Chưa có đơn vị nào vào ngày này" in words(client.get(reverse("organisations-list")))
    said = words(client.get(page(make_organisation(province))))
    assert "Chưa ghi lần khen thưởng nào cho chính đơn vị" in said
    assert "Nhập danh sách cá nhân có ghi đơn vị" in said
    assert "Về cây tổ chức" in words(client.get(reverse("organisations-list") + "?q=abc"))


def test_a_unit_is_added_and_changed_but_not_renamed(province, sign_in):
    client = sign_in(province)
    top = make_organisation(province, "Sở Nội vụ")
    form = {"name": "Phòng Thi đua", "kind": "phong", "valid_from": "1/3/2020", "parent": "so noi vu", "protocol_order": "5"}  # fmt: skip
    client.post(reverse("organisations-create"), form)
    made = Organisation.objects.get(name="Phòng Thi đua")
    assert made.parent_links.get().parent == top
    edit = reverse("organisations-edit", args=[made.code])
    changed = client.post(edit, form | {"short_name": "PTĐ", "reason": "bổ sung"})
    refused = client.post(edit, form | {"name": "Ban Thi đua"})
    made.refresh_from_db()
    assert (changed.status_code, made.short_name) == (302, "PTĐ")
    assert (refused.status_code, made.name) == (422, "Phòng Thi đua")
    assert "lịch sử được nối, không đổi tên" in words(refused)
    assert reverse("organisations-succession", args=[made.code]) in refused.content.decode()


def test_a_new_name_makes_a_new_unit_linked_to_the_old(province, sign_in):
    old = make_organisation(province, "Sở Cũ")
    answer = sign_in(province).post(
        reverse("organisations-succession", args=[old.code]),
        {"kind": "doi_ten", "on": "1/7/2022", "name": "Sở Mới", "note": "Nghị quyết 12"},
    )
    new = Organisation.objects.get(name="Sở Mới")
    old.refresh_from_db()
    assert answer.headers["Location"] == page(new)
    assert (old.valid_to, old.name, new.valid_from) == (LAST_DAY, "Sở Cũ", MERGER)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "một trong hai"),
        ({"kind": "sap_nhap", "successor": "Sở Khác"}, "một trong hai"),
        ({"name": "", "successor": "Sở Khác"}, "Đổi tên thì lập tổ chức mới"),
        ({"stays": "on"}, "Chỉ chọn khi chia, tách."),
        ({"on": "1/1/2004"}, "chỉ có từ 01/01/2004"),
        ({"name": "", "successor": "Sở Lạ"}, "Không có đơn vị tên “Sở Lạ”"),
    ],
)
def test_a_succession_that_cannot_be_is_said_and_changes_nothing(province, sign_in, change, said):
    old = make_organisation(province, "Sở Cũ")
    make_organisation(province, "Sở Khác")
    form = {"kind": "doi_ten", "on": "1/7/2022", "name": "Sở Mới", "note": "Nghị quyết 12"} | change
    answer = sign_in(province).post(reverse("organisations-succession", args=[old.code]), form)
    assert answer.status_code == 422
    assert said in words(answer)
    assert Succession.objects.count() == 0


def test_two_units_of_one_name_are_told_apart_by_code(province, sign_in):
    for above in ("Sở A", "Sở B"):
        make_organisation(
            province, "Văn phòng", kind="phong", parent=make_organisation(province, above)
        )
    form = {"name": "Tổ 1", "kind": "phong", "parent": "Văn phòng", "protocol_order": "5"}
    client = sign_in(province)
    said = words(client.post(reverse("organisations-create"), form))
    one = Organisation.objects.filter(name="Văn phòng").first()
    assert "Có nhiều đơn vị tên “Văn phòng”; hãy ghi mã thay cho tên" in said
    assert f"{one.code} (Sở A)" in said
    client.post(reverse("organisations-create"), form | {"parent": one.code})
    assert Organisation.objects.get(name="Tổ 1").parent_links.get().parent == one


@pytest.mark.parametrize(
    "name", ["organisations-create", "organisations-edit", "organisations-succession"]
)
def test_only_who_records_may_open_the_forms(province, sign_in, name):
    unit = make_organisation(province)
    args = [] if name == "organisations-create" else [unit.code]
    answer = sign_in(province, Role.CHAIRMAN).get(reverse(name, args=args))
    assert answer.status_code == 403
    assert "Người làm được: Chuyên viên cơ quan thường trực" in words(answer)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_have_no_accessibility_fault_and_do_not_scroll_sideways(
    open_page, own_database, axe, viewport
):
    province = make_authority()
    _, new = merged(province)
    top = make_organisation(province, "Sở A")
    make_organisation(province, "Phòng A", kind="phong", parent=top)
    opened = open_page(make_office(province).user, viewport=viewport)
    for path in (
        reverse("organisations-list"), reverse("organisations-list") + "?ngay=30/06/2022", page(new),
        reverse("organisations-edit", args=[new.code]), reverse("organisations-succession", args=[new.code]),
    ):  # fmt: skip
        opened.goto(path)
        assert axe(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_the_tree_opens_without_javascript(open_page, own_database):
    province = make_authority()
    top = make_organisation(province, "Sở A")
    make_organisation(province, "Sở B")
    make_organisation(province, "Phòng A", kind="phong", parent=top)
    opened = open_page(make_office(province).user, javascript=False)
    opened.goto(reverse("organisations-list"))
    below = opened.get_by_role("link", name="Phòng A")
    assert below.is_hidden()
    opened.get_by_text("1 đơn vị trực thuộc").click()
    assert below.is_visible()


def test_what_a_body_became_is_said_of_the_body_and_not_of_the_one_written_above_it(province):
    district, heir = make_organisation(province, "Huyện Cũ"), make_organisation(province, "Xã Mới")
    itself = make_recipient(province, "Huyện Cũ", kind=RecipientKind.COLLECTIVE)
    honour = make_honour(province, itself, organisation_id=district.pk, unit_then="Tỉnh Mẫu")
    cell = (
        honours_table([HonourOn(honour, (), None)], became={district.pk: [heir]}).rows[0].cells[3]
    )
    assert (cell.value, cell.note) == ("Tỉnh Mẫu", "Huyện Cũ nay là Xã Mới")
