"""The province's rules on screen: who may, what is said, what is refused with the text kept, whom a change affects."""

import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tdkt.accounts.states import Role
from tdkt.kernel.models import LedgerEntry
from tdkt.organisations.models import LawLayer
from tdkt.web.rules.layers import as_yaml, example_text, read_layer
from tdkt_law.catalogue.expand import plain
from tests import factories as make
from tests.web.eligibility_worlds import fighter, titled

WHEN = {"ngay": "01/12/2024", "can_cu": "Quyết định 12/2024/QĐ-UBND ngày 20/11/2024"}
STRICT = {"r-nam_xet_la_nam_thu_ba": "truoc_nam_xet"}
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


def words(response):
    """The text of the page's own part, blanks run together."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def section(response, anchor):
    """The text of one section of the page."""
    body = response.content.decode().partition(f'<h2 id="{anchor}"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body.partition(">")[2])).strip()


def carried(response):
    """The draft a page carries, with the day and the basis: what its next button sends."""
    return {"noi_dung": response.context["draft"].written, "lan_da_xem": str(response.context["draft"].seen)} | WHEN  # fmt: skip


def lay_down(client, **content):
    """One revision by the pages, from the whole text."""
    seen = LawLayer.objects.count()
    page = client.post(
        reverse("rules-text"), WHEN | {"van_ban": as_yaml(content), "lan_da_xem": str(seen)}
    )
    return client.post(reverse("rules-save"), carried(page))


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


# --- a dated value -----------------------------------------------------------------------------------------------------


def sent_value(page, **change):
    """What the form of a value sends when only ``change`` is typed over what it shows."""
    sent = carried(page) | {"chu_de": page.context["topic"], "muc": str(page.context["index"])}
    body = page.context["body"]
    for form in (page.context["head"], body.form, *(f for rows in body.rows.values() for f in rows.formset.forms)):  # fmt: skip
        for bound in form:
            held = bound.value()
            if held not in (None, ""):
                sent[bound.html_name] = held
    for rows in body.rows.values():
        for bound in rows.formset.management_form:
            sent[bound.html_name] = bound.value()
    return {name: value for name, value in (sent | change).items() if value is not None}


NEW_PAPER = {
    "van_ban": "moi", "loai_moi": "quyet_dinh", "so_moi": "12/2024/QĐ-UBND", "ngay_moi": "20/11/2024",
    "dieu_khoan": "Điều 6 khoản 2", "tu_ngay": "01/12/2024",
}  # fmt: skip


def test_a_deadline_is_laid_down_from_what_holds_and_by_a_new_paper(head):
    page = head.get(reverse("rules-value"), {"chu_de": "deadline", "danh_hieu": "bk_bo_tinh"})
    page = head.post(reverse("rules-value"), sent_value(page, **NEW_PAPER, **{"k-by": "9/12", "k-to": "so_noi_vu", "k-of": "year"}))  # fmt: skip
    assert page.status_code == 200, words(page)
    assert "Chậm nhất 09/12 của năm thành tích" in section(page, "doi")
    assert "Không ai đổi kết luận" in section(page, "anh-huong")
    content = json.loads(carried(page)["noi_dung"])
    assert [one["id"] for one in content["instruments"]] == ["tinh_12_2024_qd_ubnd"]
    (entry,) = content["values"]
    assert (entry["value"]["by"], entry["value"]["to"]) == ("12-09", "so_noi_vu")
    assert entry["source"] == ["tinh_12_2024_qd_ubnd", "Điều 6 khoản 2"]
    assert head.post(reverse("rules-save"), carried(page)).status_code == 302


def test_a_value_that_stands_is_opened_changed_or_taken_away(head):
    lay_down(head, **plain(read_layer(example_text(), "x")))
    entries = LawLayer.objects.get().content["values"]
    place = next(at for at, one in enumerate(entries) if one["topic"] == "vote")
    page = head.get(reverse("rules-value"), {"muc": str(place)})
    same = head.post(reverse("rules-value"), sent_value(page))
    assert json.loads(carried(same)["noi_dung"])["values"] == entries
    other = head.post(reverse("rules-value"), sent_value(page, **{"k-share": "85%"}))
    changed = json.loads(carried(other)["noi_dung"])["values"][place]
    assert changed["value"]["share"] == {"numerator": 17, "denominator": 20}
    assert changed["confidence"] == "verified"
    gone = head.post(reverse("rules-value"), sent_value(page, viec="bo"))
    left = json.loads(carried(gone)["noi_dung"])["values"]
    assert left == [one for at, one in enumerate(entries) if at != place]


def test_the_parts_of_a_dossier_are_rows_and_an_emptied_row_is_gone(head):
    page = head.get(reverse("rules-value"), {"chu_de": "dossier", "danh_hieu": "bk_bo_tinh"})
    rows = page.context["body"].rows["parts"].formset
    given, first = rows.initial_form_count(), rows.initial_form_count()
    more = {
        f"k-parts-{first}-id": "anh", f"k-parts-{first}-name": "Ảnh chân dung", f"k-parts-{first}-required": "True",
        "k-parts-0-DELETE": "on",
    }  # fmt: skip
    page = head.post(reverse("rules-value"), sent_value(page, **NEW_PAPER, **more) | {"tu_ngay": "01/07/2025", "ngay": "01/07/2025"})  # fmt: skip
    assert page.status_code == 200, words(page)
    parts = json.loads(carried(page)["noi_dung"])["values"][0]["value"]["parts"]
    assert (len(parts), parts[-1]) == (
        given,
        {"id": "anh", "name": "Ảnh chân dung", "required": True},
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"k-share": "11/10"}, "“11/10” không phải tỷ lệ"),
        ({"k-share": "chín phần mười"}, "không phải tỷ lệ"),
        ({"k-required": None}, "Cần chọn “Phải bỏ phiếu"),
        ({"danh_hieu": None}, "Cần chọn “Danh hiệu, hình thức”"),
        ({"so_moi": ""}, "Văn bản mới cần có số, ký hiệu."),
        ({"den_ngay": "01/01/2024"}, "Ngày cuối phải từ ngày đầu trở đi."),
        ({"tu_ngay": "01/01/2025"}, "pháp luật không giao tỉnh quy định vote"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_what_was_typed_stays(head, change, said):
    page = head.get(reverse("rules-value"), {"chu_de": "vote", "danh_hieu": "cstd_bo_tinh"})
    sent = sent_value(page, **(NEW_PAPER | {"tu_ngay": "01/07/2025", "ghi_chu": "Ghi chú đã gõ"} | change))  # fmt: skip
    answer = head.post(reverse("rules-value"), sent)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert answer.context["head"]["ghi_chu"].value() == "Ghi chú đã gõ"
    assert LawLayer.objects.count() == 0


def test_what_the_law_keeps_to_itself_has_no_form(head):
    for query in ({"chu_de": "base_salary"}, {"chu_de": ""}, {"muc": "0"}, {"muc": "x"}):
        assert head.get(reverse("rules-value"), query).status_code == 404


def test_several_values_are_written_before_one_revision_is_laid_down(head):
    page = head.post(reverse("rules-choices"), carried(head.get(reverse("rules-choices"))) | {"s-rounding": "none"})  # fmt: skip
    listed = head.post(reverse("rules-values"), carried(page) | {"viec": "mo"})
    assert json.loads(carried(listed)["noi_dung"]) == {"settings": {"rounding": "none"}}
    opened = head.post(reverse("rules-value"), carried(listed) | {"viec": "mo", "chu_de": "quota"})
    assert opened.context["when"]["can_cu"].value() == WHEN["can_cu"]
    page = head.post(reverse("rules-value"), sent_value(opened, **NEW_PAPER, danh_hieu="bk_bo_tinh", **{"k-capped": "True", "k-max_percent": "30"}))  # fmt: skip
    head.post(reverse("rules-save"), carried(page))
    content = LawLayer.objects.get().content
    assert content["settings"] == {"rounding": "none"}
    assert content["values"][0]["value"] == {"capped": True, "max_percent": 30}


# --- whom it affects -------------------------------------------------------------------------------------------------


@pytest.fixture
def unit(province):
    return make.make_organisation(province, "Sở Nội vụ")


def test_the_preview_counts_and_names_those_whose_verdict_changes(province, unit, head):
    early = fighter(province, unit, "Lò Thị Ân")  # 2021, 2022, 2023: three before 2024
    late = make.make_recipient(province, "Tòng Văn Ín", organisation=unit)
    for year in (2022, 2023, 2024):
        titled(late, "cstd_co_so", year, decided_on=date(2024, 11, 1))
    make.make_initiative(
        late, year=2023, scope="bo_tinh", influence="bo_tinh", uses_known=True
    )  # fmt: skip
    fighter(make.make_authority(), unit, "Người tỉnh khác")
    page = head.post(reverse("rules-choices"), carried(head.get(reverse("rules-choices"))) | STRICT)
    found = page.context["affected"]
    assert (found.asked, found.year, found.size, found.people) == (True, 2024, 2, 1)
    turned = {(one.recipient.pk, one.award): (one.before, one.after) for one in found.turned}
    assert {pk for pk, _ in turned} == {late.pk}
    assert turned[(late.pk, "cstd_bo_tinh")] == ("met", "unknown")
    shown = section(page, "anh-huong")
    assert ("Tòng Văn Ín" in shown, early.name in shown, "Người tỉnh khác" in shown) == (True, False, False)  # fmt: skip
    assert reverse("people-detail", args=[late.code]) in page.content.decode()
    effect = next(one for one in found.effects if one.award == "cstd_bo_tinh")
    assert (effect.kind, effect.count, sum(effect.moves.values())) == ("ca_nhan", 1, 1)


def test_a_change_that_asks_nothing_of_people_affects_nobody(province, unit, head):
    fighter(province, unit)
    page = head.post(reverse("rules-choices"), carried(head.get(reverse("rules-choices"))) | {"s-rounding": "none"})  # fmt: skip
    assert page.context["affected"].asked is False
    assert "Không ai đổi kết luận" in section(page, "anh-huong")


def test_an_own_criterion_is_told_and_its_people_too(province, unit, head):
    fighter(province, unit)
    content = {
        "criteria": [{
            "award": "ldtt",
            "tracks": [{
                "id": "hang_nam_tinh", "name": "Theo quy định của tỉnh", "ground": "danh_hieu", "recipients": ["ca_nhan"],
                "regular": True,
                "versions": [{
                    "start": date(2024, 12, 1), "source": ["luat_06_2022", "Điều 24 khoản 4"], "confidence": "verified",
                    "checked_on": date(2024, 11, 20),
                    "when": {"all": [{"id": "htxs_nam_truoc", "rated": {"at_least": "HTXS", "years": 3, "within": {"last": 4}},
                                      "text": "Ba năm hoàn thành xuất sắc nhiệm vụ trong bốn năm"}]},
                }],
            }],
        }],
    }  # fmt: skip
    page = head.post(
        reverse("rules-text"), WHEN | {"van_ban": as_yaml(plain(content)), "lan_da_xem": "0"}
    )
    assert page.status_code == 200, words(page)
    assert "Ba năm hoàn thành xuất sắc nhiệm vụ trong bốn năm" in section(page, "doi")
    turned = [(one.award, one.before, one.after) for one in page.context["affected"].turned]
    assert turned == [("ldtt", "unknown", "met")]


def test_what_comes_later_and_what_has_passed_is_said(head):
    lay_down(head, settings={"rounding": "none"})
    page = head.post(
        reverse("rules-text"),
        {"ngay": "01/06/2024", "can_cu": "Đính chính", "lan_da_xem": "1", "van_ban": "settings: {rounding: nearest}"},
    )  # fmt: skip
    said = words(page)
    assert ("Đã có quy định áp dụng từ ngày sau" in said, "Ngày áp dụng đã qua" in said) == (True, True)  # fmt: skip
