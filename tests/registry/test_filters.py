"""Addresses of the list of honours: read strictly, written back the same."""

from datetime import date

import pytest
from django.http import QueryDict

from tdkt.registry.filters import HonourFilters, filters_query

WHOLE = HonourFilters(
    q="hai tong", decided_years=(2021, 2022), years=(2021, 0), decided_from=date(2021, 12, 1),
    decided_to=date(2022, 11, 30), awards=("bk_bo_tinh",), levels=("bo_tinh", "nha_nuoc"), methods=("doi_ngoai",),
    kinds=("ca_nhan", "ho_gia_dinh"), groups=("lanh_dao_so", ""), unit="k7m2qx9dhw4p", is_enterprise=True,
    is_small=False, movements=("PT01", ""), decision="abcdefghjkmn", standings=("don_vi_ke_khai",),
    as_of=date(2022, 12, 31), show_ended=True,
)  # fmt: skip


def test_what_is_written_is_read_back():
    read = HonourFilters.from_query(QueryDict(filters_query(**_values(WHOLE))))
    assert (read, read.errors) == (WHOLE, {})


def test_nothing_asked_writes_nothing():
    assert (HonourFilters.from_query(QueryDict("")), HonourFilters().to_query()) == (
        HonourFilters(),
        {},
    )


def test_single_values_stand_alone_in_an_address():
    assert (
        filters_query(decided_years=2022, kinds="tap_the", is_small=True)
        == "nam=2022&doi_tuong=tap_the&tap_the_nho=1"
    )


def test_an_unknown_dimension_is_the_programmers_error():
    with pytest.raises(TypeError, match="has no \\['nam'\\]"):
        filters_query(nam=2022)


@pytest.mark.parametrize(
    ("asked", "name", "words"),
    [
        ("nam=20222", "nam", "“20222” không phải là năm: hãy viết bốn chữ số từ 1945 đến 2100, ví dụ 2022."),
        ("nam_tt=x", "nam_tt", "“x” không phải là năm: hãy viết bốn chữ số từ 1945 đến 2100, ví dụ 2022."),
        (
            "cap=tinh", "cap",
            "Không có cấp “tinh”. Hãy chọn một trong: Cấp Nhà nước; Cấp tỉnh; Cấp cơ sở; Ngoài ba cấp (quân khu, đoàn thể …).",
        ),
        ("tu=31/02/2022", "tu", "“31/02/2022”: tháng 2/2022 không có ngày 31."),
        ("doanh_nghiep=co", "doanh_nghiep", "Không hiểu “co”: hãy chọn “Có” hoặc “Không”."),
        ("don_vi=a b", "don_vi", "Không hiểu “a b”: hãy chọn lại từ danh sách, hoặc bỏ điều kiện này."),
        ("tu=2022-05-01&den=2022-04-01", "den", "Đến ngày 01/04/2022 trước từ ngày 01/05/2022: hãy đổi một trong hai."),
        (
            "hinh_thuc=bk_bo_tin", "hinh_thuc",
            "Không có danh hiệu, hình thức khen thưởng “bk_bo_tin”. Gần giống: Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        ),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_what_is_allowed(asked, name, words):
    errors = HonourFilters.from_query(QueryDict(asked)).errors
    assert list(errors) == [name]
    assert errors[name].startswith(words)


def test_days_are_read_the_vietnamese_way_too():
    assert HonourFilters.from_query(QueryDict("tu=1/12/2021")).decided_from == date(2021, 12, 1)


def test_the_old_code_of_an_award_is_understood():
    assert HonourFilters.from_query(QueryDict("hinh_thuc=bang_khen_thu_tuong")).awards == (
        "bk_ttcp",
    )


def _values(filters):
    return {
        name: getattr(filters, name) for name in filters.__dataclass_fields__ if name != "errors"
    }
