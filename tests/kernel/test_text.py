"""Vietnamese text: storage, search, comparison, sorting."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tdkt.kernel.text import (
    canonical_tone,
    confusable_key,
    fold,
    nfc,
    search_text,
    sort_key,
    syllables,
    title_sort_key,
)

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
names = st.lists(
    st.text(VIETNAMESE + VIETNAMESE.upper() + "bcghklmnpqrstvx", min_size=1, max_size=7),
    min_size=1,
    max_size=5,
).map(" ".join)

WELL_PLACED = """
hoàn toán thuở quý quả già gì giữa giếng rượu uống khuỷu ngoẻo tuyết mùa lìa huệ hoài khuya xoong
Đắk Krông Café São 10A
"""

# Given name first, then letters in Vietnamese order, then tone: the order a Vietnamese list has.
IN_ORDER = [
    "Giàng A A",
    "Lò Thị An",
    "Vàng Văn An",
    "Lò Văn Án",
    "Sùng Anh",
    "Lò Thị Ánh",
    "Lò Văn Ăm",
    "Lò Thị Ân",
    "Mai Bảo Bích",
    "Mai Bảo Bảo Bích",
    "Điêu Chính",
    "Lò Dung",
    "Lò Dũng",
    "Lò Đạt",
    "Pờ Én",
    "Lê Hà",
    "Phan Hà",
    "Lê Há",
    "Lê Hạ",
    "Chu Hòa",
    "Lù Hoàn",
    "Lò Oanh",
    "Lò Uyên",
    "Lò Ước",
    "Lò Yến",
]


def test_the_two_spellings_of_hoa_binh_fold_alike():
    assert fold("Hoà  BÌNH") == fold("Hòa Bình") == "hoa binh"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Số 123/QĐ-UBND", "so 123 qd ubnd"),
        ("K’Brơi – H'Hen Niê", "k broi h hen nie"),
        ("Ðặng Ðình", "dang dinh"),
        ("Lò\u00a0Văn\u200b Tâm", "lo van tam"),
        ("“Lao động tiên tiến”", "lao dong tien tien"),
        ("François Œuvré, Łódź", "francois oeuvre lodz"),
        ("李 小龙", "李 小龙"),
        (" \t\n", ""),
    ],
)
def test_folding_leaves_only_bare_lower_case_syllables(written, folded):
    assert fold(written) == folded


def test_every_vietnamese_letter_folds_to_ascii():
    for letter in VIETNAMESE + VIETNAMESE.upper():
        assert len(fold(letter)) == 1
        assert fold(letter).isascii()


@given(st.text())
@example("ß İ ŉ ½ Ⅱ ﬁ ’ ̀")
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_does_not_depend_on_the_normal_form(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_syllables_and_search_text_join_fields_without_empty_places():
    assert syllables("Lò Văn Đượm") == ["lo", "van", "duom"]
    assert search_text("Lò Văn Đượm", "", " ", "Xã Mường Tè") == "lo van duom xa muong te"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Lò\u00a0 Va\u0306n\tTâm\n", "Lò Văn Tâm"),
        ("Lò Văn\u200bTâm\ufeff", "Lò VănTâm"),
        ("H’Hen Niê, K`Brơi", "H'Hen Niê, K'Brơi"),
        ("phong trào ‘Dân vận khéo’", "phong trào ‘Dân vận khéo’"),
        ("Hoà Bình", "Hoà Bình"),
        ("a\x00b\ud800c", "abc"),
    ],
)
def test_storage_cleans_what_cannot_be_seen_and_keeps_the_spelling(typed, stored):
    assert nfc(typed) == stored


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert nfc(nfc(text)) == nfc(text)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà", "hòa"),
        ("HOÁ", "HÓA"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("loà xoà", "lòa xòa"),
        ("uỷ ban", "ủy ban"),
        ("qúy", "quý"),
        ("gìa", "già"),
    ],
)
def test_both_tone_placements_compare_equal(new, old):
    assert canonical_tone(new) == canonical_tone(old) == old


@pytest.mark.parametrize("word", WELL_PLACED.split())
def test_a_well_placed_tone_and_a_foreign_word_stay(word):
    assert canonical_tone(word) == word


@given(names)
def test_canonical_tone_is_stable_and_keeps_the_folded_name(name):
    once = canonical_tone(unicodedata.normalize("NFD", name))
    assert canonical_tone(once) == once
    assert fold(once) == fold(name)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Hạng A Mỹ", "Hảng A Mĩ", True),
        ("Lý Quý", "Lí Quí", True),
        ("Lỳ Y Yến", "LÌ  I Iến", True),
        ("Hoà", "Hóa", True),
        ("Thúy", "Thúi", False),
        ("Hảy", "Hải", False),
        ("Lâm", "Lam", False),
        ("Đung", "Dung", False),
    ],
)
def test_confusable_names_share_a_key_and_others_do_not(one, other, alike):
    assert (confusable_key(one) == confusable_key(other)) is alike


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_sort_by_given_name_in_vietnamese_order(form):
    shuffled = [unicodedata.normalize(form, name) for name in reversed(IN_ORDER)]
    assert [unicodedata.normalize("NFC", n) for n in sorted(shuffled, key=sort_key)] == IN_ORDER
    assert len({sort_key(name) for name in IN_ORDER}) == len(IN_ORDER)


def test_the_alphabet_and_the_tones_are_in_their_order():
    alphabet = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
    backwards = alphabet[::-1]
    assert sorted(backwards, key=sort_key) == alphabet
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    backwards = tones[::-1]
    assert sorted(backwards, key=sort_key) == tones


@given(names)
def test_a_sort_key_is_digits_and_blind_to_case_form_and_tone_place(name):
    key = sort_key(name)
    assert key.isdecimal()
    assert key.isascii()
    assert key == sort_key(name.upper()) == sort_key(unicodedata.normalize("NFD", name))
    assert key == sort_key(canonical_tone(name))


@given(names, names)
def test_a_shorter_given_name_sorts_before_its_continuation(name, rest):
    given_name = name.split()[-1]
    assert sort_key(f"{rest} {given_name}") < sort_key(f"{rest} {given_name}h")


def test_names_in_other_scripts_sort_last_and_empty_ones_first():
    names_ = ["李", "Ω", "Žižek", "Yến", "Ångström", ""]
    assert sorted(names_, key=sort_key) == ["", "Ångström", "Yến", "Žižek", "Ω", "李"]


def test_titles_sort_left_to_right_and_numbers_by_value():
    titles = [
        "2 giỏi",
        "Đội 1",
        "Tổ",
        "Tổ 2",
        "Tổ 02A",
        "Tổ 10",
        "Tổ 100",
        "Tổ an ninh",
        "Trường THPT Số 2",
        "Trường THPT số 11",
    ]
    backwards = titles[::-1]
    assert sorted(backwards, key=title_sort_key) == titles
