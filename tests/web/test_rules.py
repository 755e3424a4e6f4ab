"""The province's rules on screen: who may, what is said, what is refused with the text kept, whom a change affects."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tdkt.accounts.states import Role
from tdkt.kernel.models import LedgerEntry
from tdkt.organisations.models import LawLayer
from tdkt.web.rules.layers import example_text, read_layer
from tdkt_law.catalogue.expand import plain
from tests import factories as make
from tests.web.rules_worlds import STRICT, WHEN, carried, lay_down, section, words

PAGES = ("rules-choices", "rules-values", "rules-text")


@pytest.fixture
def province(db):
    return make.make_authority()


@pytest.fixture
def sign_in(client):
    def signed(authority, role=Role.STANDING_HEAD):
        of_a_unit = role in (Role.UNIT_OFFICER, Role.BLOC_LEADER)
        unit = make.make_organisation(authority, "Sở Y tế") if of_a_unit else None
        client.force_login(make.make_office(authority, role, organisation=unit).user)
        return client

    return signed


@pytest.fixture
def head(province, sign_in):
    return sign_in(province)


# --- who may -----------------------------------------------------------------------------------------------------------


def test_each_role_reads_or_lays_down_or_neither(province, sign_in):
    seen = {}
    for role in Role:
        client = sign_in(province, role)
        seen[role] = (
            client.get(reverse("rules-overview")).status_code,
            {client.get(reverse(page)).status_code for page in PAGES},
            client.post(reverse("rules-save"), WHEN).status_code,
        )
    neither, reads = (403, {403}, 403), (200, {403}, 403)
    assert seen == {
        Role.UNIT_OFFICER: neither, Role.STANDING_OFFICER: reads, Role.STANDING_HEAD: (200, {200}, 422),
        Role.COUNCIL_MEMBER: reads, Role.COUNCIL_SECRETARY: reads, Role.CHAIRMAN: reads,
        Role.BLOC_LEADER: neither, Role.INSPECTOR: reads, Role.ADMINISTRATOR: neither,
    }  # fmt: skip
    assert LawLayer.objects.count() == 0


def test_one_province_neither_sees_nor_opens_the_rules_of_another(province, sign_in):
    lay_down(sign_in(province), settings={"rounding": "none"})
    layer = LawLayer.objects.get()
    client = sign_in(make.make_authority())
    assert "Tỉnh chưa ban hành quy định nào" in words(client.get(reverse("rules-overview")))
    for name in ("rules-revision", "rules-revision-download"):
        assert client.get(reverse(name, args=[layer.code])).status_code == 404


def test_the_menu_leads_there_for_those_who_may_read(province, sign_in):
    link = f'href="{reverse("rules-overview")}"'
    shown = {
        role: link in sign_in(province, role).get("/").content.decode()
        for role in (Role.STANDING_OFFICER, Role.INSPECTOR, Role.UNIT_OFFICER)
    }
    assert shown == {Role.STANDING_OFFICER: True, Role.INSPECTOR: True, Role.UNIT_OFFICER: False}


# --- what holds --------------------------------------------------------------------------------------------------------


def test_with_nothing_laid_down_the_page_says_what_holds_and_what_to_do(province, sign_in):
    page = sign_in(province).get(reverse("rules-overview"))
    assert "Tải cả tệp lên" in words(page)
    assert "Giảm 1/3 thời gian" in section(page, "tham-so")
    assert "Tỉnh chọn" not in section(page, "tham-so")
    left = section(page, "con-trong")
    assert ("Tiêu chuẩn" in left, "Thời hạn" in left, "Luật 06/2022/QH15" in left) == (True,) * 3
    page = sign_in(province, Role.INSPECTOR).get(reverse("rules-overview"))
    assert "Lãnh đạo cơ quan thường trực là người ghi" in words(page)
    assert reverse("rules-text") not in page.content.decode()


def test_the_worked_example_is_read_in_words_from_its_day_on(head):
    content = plain(read_layer(example_text(), "x"))
    lay_down(head, **content)
    page = head.get(reverse("rules-overview"), {"ngay": "20/12/2025"})
    values = section(page, "gia-tri")
    assert "Chậm nhất 09/12 của năm thành tích" in values
    assert "Đồng ý từ 9/10 tổng số thành viên trở lên" in values
    assert "Dẫn đầu phong trào thi đua của cụm, khối do tỉnh tổ chức" in section(page, "tieu-chuan")
    assert section(page, "con-trong").count("Cờ UBND tỉnh") == 1  # its dossier is still open
    before = head.get(reverse("rules-overview"), {"ngay": "30/11/2024"})
    assert "Ngày ấy tỉnh chưa có quy định" in words(before)
    assert "Chậm nhất" not in section(before, "gia-tri")


def test_a_day_that_cannot_be_is_refused_with_words(head):
    page = head.get(reverse("rules-overview"), {"ngay": "1/1/1999"})
    assert (page.status_code, "01/01/1999" in words(page)) == (400, True)


def test_a_file_comes_down_as_it_went_up(head):
    content = plain(read_layer(example_text(), "x"))
    lay_down(head, **content)
    layer = LawLayer.objects.get()
    for url in (reverse("rules-download"), reverse("rules-revision-download", args=[layer.code])):
        answer = head.get(url)
        assert plain(read_layer(answer.content.decode(), "x")) == content
        assert "attachment" in answer["Content-Disposition"]
    assert head.get(reverse("rules-example")).content.decode() == example_text()


# --- laying down ---------------------------------------------------------------------------------------------------------


def test_from_the_form_over_the_preview_into_the_ledger(head):
    page = head.post(reverse("rules-choices"), carried(head.get(reverse("rules-choices"))) | STRICT | {"s-rounding": "none"})  # fmt: skip
    assert page.status_code == 200
    assert "Không làm tròn" in section(page, "doi")
    assert LawLayer.objects.count() == 0
    answer = head.post(reverse("rules-save"), carried(page))
    layer = LawLayer.objects.get()
    assert answer["Location"] == reverse("rules-revision", args=[layer.code])
    assert layer.content == {
        "settings": {"rounding": "none"},
        "readings": {"nam_xet_la_nam_thu_ba": "truoc_nam_xet"},
    }
    assert (layer.valid_from, layer.note) == (date(2024, 12, 1), WHEN["can_cu"])
    assert LedgerEntry.objects.filter(verb="rules:save").count() == 1
    assert "Nội dung ban hành lần đầu" in words(head.get(answer["Location"]))


def test_what_is_set_back_to_the_default_leaves_the_rules(head):
    lay_down(head, settings={"rounding": "none", "women_third": False})
    page = head.get(reverse("rules-choices"))
    assert page.context["form"]["s-women_third"].value() is False
    page = head.post(reverse("rules-choices"), carried(page) | {"s-women_third": "False"})
    assert json.loads(carried(page)["noi_dung"]) == {"settings": {"women_third": False}}
    assert "Không làm tròn" in section(page, "doi")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ngay": ""}, "Cần điền “Áp dụng từ ngày”."),
        ({"ngay": "31/2/2025"}, "31/2/2025"),
        ({"ngay": "1/1/2000"}, "Không có văn bản nào trong dữ liệu"),
        ({"can_cu": " "}, "Cần điền “Căn cứ, lý do”."),
        ({"s-initiative_valid_years": "ba"}, "Cần số nguyên từ 1 đến 1000"),
        ({"s-cstd_co_so_max_percent": "101"}, "Cần số nguyên từ 1 đến 100"),
        ({"s-rounding": "sideways"}, "sideways"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(head, change, said):
    sent = carried(head.get(reverse("rules-choices"))) | {"s-recent_ratings_years": "7"} | change
    page = head.post(reverse("rules-choices"), sent)
    assert (page.status_code, said in words(page)) == (422, True)
    assert page.context["form"]["s-recent_ratings_years"].value() == "7"


def test_nothing_that_differs_can_not_be_laid_down(head):
    page = head.post(reverse("rules-choices"), carried(head.get(reverse("rules-choices"))))
    assert "Không có gì khác quy định đang áp dụng" in words(page)
    assert reverse("rules-save") not in page.content.decode()


def test_a_second_officer_is_told_and_sees_what_he_would_take_away(head):
    page = head.post(reverse("rules-choices"), carried(head.get(reverse("rules-choices"))) | {"s-rounding": "none"})  # fmt: skip
    lay_down(head, settings={"women_third": False})
    answer = head.post(reverse("rules-save"), carried(page))
    assert (answer.status_code, LawLayer.objects.count()) == (422, 1)
    assert "người khác đã ban hành quy định mới" in words(answer)
    shown = section(answer, "doi")
    assert ("Giảm 1/3" in shown, "Không làm tròn" in shown) == (True, True)
    again = head.post(reverse("rules-save"), carried(answer))
    assert (again.status_code, LawLayer.objects.count()) == (302, 2)


def test_a_draft_that_no_page_of_ours_made_is_refused(head):
    for content in ("{", "[]", '{"settings": {"rounding": "sideways"}}', "null"):
        answer = head.post(reverse("rules-save"), WHEN | {"noi_dung": content, "lan_da_xem": "0"})
        assert answer.status_code == 422
    assert LawLayer.objects.count() == 0


# --- a whole file ------------------------------------------------------------------------------------------------------


def upload(text, name="quy-dinh.yaml"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def test_a_file_with_faults_names_line_key_day_and_what_is_allowed_and_its_text_stays(head):
    text = example_text().replace("of: year\n", "of: nam_nay\n", 1).replace("settings:", "setings:")
    page = head.post(reverse("rules-text"), WHEN | {"lan_da_xem": "0", "tep": upload(text)})
    assert (page.status_code, LawLayer.objects.count()) == (422, 0)
    found = {one.key: one for one in page.context["problems"]}
    fault = found["deadline/cstd_bo_tinh+2/of"]
    assert text.splitlines()[fault.line - 1].startswith("- topic: deadline")
    assert fault.day == date(2025, 12, 15)
    shown = words(page)
    assert "giá trị “nam_nay” không có trong danh mục; dùng được: next_year, year" in shown
    assert "không có mục “setings”; gần giống: settings" in shown
    assert page.context["form"]["van_ban"].value() == text
    assert page.context["when"]["can_cu"].value() == WHEN["can_cu"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "tệp trống"),
        ("- a\n- b\n", "tệp phải là các cặp"),
        ("settings: [\n", "không đọc được YAML"),
        ("settings: {rounding: none, rounding: up}\n", "ghi hai lần"),
        ("a: &x [1]\nb: [*x, *x]\n", "không dùng dấu *"),
        ("values: chữ\n", "phải là một danh sách"),
        ("[" * 5000, "YAML"),
    ],
    ids=["empty", "list", "broken", "twice", "alias", "shape", "deep"],
)
def test_text_that_is_no_layer_is_refused_with_words(head, text, said):
    page = head.post(reverse("rules-text"), WHEN | {"van_ban": text, "lan_da_xem": "0"})
    assert (page.status_code, said in words(page)) == (422, True)
    assert page.context["form"]["van_ban"].value() == text


@pytest.mark.parametrize(
    ("sent", "said"),
    [(b"\xff\xfe\x00", "Tệp không phải chữ UTF-8"), (b"#" * (1024 * 1024 + 1), "Tệp nặng hơn 1024 KB")],
    ids=["bytes", "heavy"],
)  # fmt: skip
def test_a_file_that_is_no_text_is_refused_and_the_box_stays(head, sent, said):
    page = head.post(
        reverse("rules-text"),
        WHEN | {"van_ban": "name: X", "lan_da_xem": "0", "tep": upload(sent)},
    )
    assert (page.status_code, said in words(page)) == (422, True)
    assert page.context["form"]["van_ban"].value() == "name: X"
