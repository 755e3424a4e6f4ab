"""A dated value through its form, and whom a change of rules affects."""

import json
from datetime import date

import pytest
from django.urls import reverse

from tdkt.accounts.states import Role
from tdkt.organisations.models import LawLayer
from tdkt.web.rules.layers import as_yaml, example_text, read_layer
from tdkt_law.catalogue.expand import plain
from tests import factories as make
from tests.web.eligibility_worlds import fighter, titled
from tests.web.rules_worlds import STRICT, WHEN, carried, lay_down, section, words


@pytest.fixture
def province(db):
    return make.make_authority()


@pytest.fixture
def head(province, client):
    client.force_login(make.make_office(province, Role.STANDING_HEAD).user)
    return client


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
