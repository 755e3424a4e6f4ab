"""A department of which everything beside honours is recorded, for the tests of merits on screen."""

from datetime import date

from django.urls import reverse

from tdkt.accounts.states import Role
from tdkt.registry.merit_lines import (
    CollectiveYearLine,
    DisciplineLine,
    InitiativeLine,
    InitiativeUseLine,
    RatingLine,
)
from tdkt.registry.merit_services import (
    collective_years_record,
    disciplines_record,
    hold_open,
    initiative_uses_record,
    initiatives_record,
    ratings_record,
)
from tdkt.registry.models import (
    Hold,
)
from tests.factories import (
    AT,
    make_authority,
    make_office,
    make_organisation,
    make_recipient,
    reach_of,
)
from tests.web.register_worlds import signed_in


class World:
    """A department with a person and a collective of whom everything is recorded."""

    def __init__(self):
        self.province = make_authority()
        self.unit = make_organisation(self.province, "Sở Nội vụ")
        self.officer = reach_of(make_office(self.province))
        self.person = make_recipient(self.province, "Lò Thị Mẫu", organisation=self.unit)
        self.body = make_recipient(
            self.province, "Sở Nội vụ", kind="tap_the", organisation=self.unit, body_id=self.unit.pk
        )

    def fill(self):
        given = {"actor": self.officer, "at": AT}
        ratings_record(
            lines=[
                RatingLine(self.person.pk, 2021, "HTXS", standing="da_doi_chieu", decision="12/QĐ-SNV"),
                RatingLine(self.person.pk, 2020, "KHT", "school"),
                RatingLine(self.body.pk, 2021, "HTT"),
            ],
            **given,
        )  # fmt: skip
        ids = initiatives_record(
            lines=[
                InitiativeLine("Bảng tính", 2021, "co_so", ((self.person.pk, 60),), influence="bo_tinh"),
                InitiativeLine("Hồ sơ điện tử", 2022, "toan_quoc", ((self.person.pk, None),), uses_known=True),
            ],
            **given,
        )  # fmt: skip
        initiative_uses_record(
            lines=[InitiativeUseLine(ids[0], self.person.pk, "cstd_co_so", 2021)], **given
        )
        disciplines_record(
            lines=[DisciplineLine(self.person.pk, "canh_cao", date(2020, 11, 2), date(2021, 11, 1), "Vi phạm quy chế")],
            **given,
        )  # fmt: skip
        collective_years_record(
            lines=[CollectiveYearLine(self.body.pk, 2021, members=40, ldtt=30)], **given
        )
        hold_open(
            row=Hold(recipient=self.person, ground="khieu_nai", since=date(2022, 6, 1), matter="Đơn tố cáo", standing="don_vi_ke_khai"),
            **given,
        )  # fmt: skip
        return self


def person_page(who) -> str:
    return reverse("people-detail", args=[who.code])


def sign_in(client, world, role=Role.STANDING_OFFICER):
    home = role in {Role.UNIT_OFFICER, Role.BLOC_LEADER}
    return signed_in(client, world.province, role, world.unit if home else None)
