"""People for the pages of eligibility and screening: who qualifies, who is a step away, who was disciplined."""

from datetime import date

from tdkt.organisations.models import Authority, Organisation
from tdkt.registry.models import Recipient
from tests import factories as make

ON = date(2024, 11, 20)
DAY = {"ngay": "20/11/2024", "nam": "2024"}


def titled(person: Recipient, award: str, year: int, **more: object) -> None:
    """A title of cơ sở under a decision of its own."""
    decision = make.make_decision(person.authority, on=date(year, 12, 20))
    make.make_honour(
        person.authority, person, award=award, level="co_so", year=year, decision=decision, **more
    )


def fighter(authority: Authority, unit: Organisation, name: str = "Lò Thị Ân") -> Recipient:
    """Three titles of cơ sở in a row and an initiative of the province: enough for CSTĐ tỉnh of 2024."""
    person = make.make_recipient(authority, name, organisation=unit, gender="nu")
    make.make_post(person, "Chuyên viên", organisation=unit, valid_from=date(2015, 1, 1))
    for year in (2021, 2022, 2023):
        make.make_rating(person, year, "HTXS")
        titled(person, "cstd_co_so", year)
    make.make_initiative(
        person, year=2023, scope="bo_tinh", influence="bo_tinh", uses_known=True,
        title="Rà soát hồ sơ bằng bảng đối chiếu",
    )  # fmt: skip
    return person


def beginner(authority: Authority, unit: Organisation, name: str = "Tòng Văn Ín") -> Recipient:
    """Rated HT in 2024: one condition short of LĐTT."""
    person = make.make_recipient(authority, name, organisation=unit)
    make.make_post(person, "Chuyên viên", organisation=unit, valid_from=date(2015, 1, 1))
    make.make_rating(person, 2024, "HT")
    return person
