"""The council's sessions are numbered in the order of their days."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tdkt.council.models import CouncilSession
from tdkt.council.selectors import sessions_seen
from tdkt.council.services import session_save
from tdkt.kernel.models import LedgerEntry
from tests.factories import AT, make_authority, make_office, reach_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return reach_of(make_office(make_authority()))


def hold(officer, ordinal: int, on: date | None = None, year: int = 2022) -> CouncilSession:
    row = CouncilSession(year=year, ordinal=ordinal, on=on)
    return session_save(actor=officer, session=row, at=AT)


def test_sessions_are_recorded_and_seen_in_their_province(officer):
    first, second = hold(officer, 1, date(2022, 3, 1)), hold(officer, 2)
    assert list(sessions_seen(officer).order_by("ordinal")) == [first, second]
    assert list(sessions_seen(reach_of(make_office(make_authority())))) == []
    assert list(LedgerEntry.objects.order_by("id").values_list("verb", "subject_code")) == [
        ("register:create", first.code),
        ("register:create", second.code),
    ]


@pytest.mark.parametrize(
    ("ordinal", "on", "told"),
    [
        (2, None, {"ordinal": ["Năm 2022 đã có phiên thứ 2; hãy ghi số khác hoặc sửa phiên đã có."]}),
        (3, date(2022, 5, 1), {"on": ["Phiên 3 không thể họp trước phiên 2 (ngày 01/06/2022)."]}),
        (1, date(2022, 7, 1), {"on": ["Phiên 1 không thể họp sau phiên 2 (ngày 01/06/2022)."]}),
        (3, date(2023, 7, 1), {"on": ["Ngày 01/07/2023 không thuộc năm 2022; hãy sửa ngày hoặc sửa năm."]}),
    ],
    ids=["number used", "too early", "too late", "another year"],
)  # fmt: skip
def test_what_does_not_fit_is_said_at_its_field(officer, ordinal, on, told):
    hold(officer, 2, date(2022, 6, 1))
    with pytest.raises(ValidationError) as refused:
        hold(officer, ordinal, on)
    assert refused.value.message_dict == told
    assert CouncilSession.objects.count() == 1
