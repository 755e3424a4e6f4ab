"""An invented authority whose records take every shape the law's columns are made from."""

from datetime import date, timedelta
from random import Random

from tdkt.organisations.models import Authority, Organisation, Succession
from tdkt.organisations.states import OrganisationKind
from tdkt.registry.models import Honour, Recipient
from tdkt.registry.services import honour_event_record
from tdkt.registry.states import (
    DisciplineForm,
    Grade,
    HoldGround,
    HonourEventKind,
    InitiativeScope,
    RecipientGroup,
    RecipientKind,
    Standing,
    YearKind,
)
from tests import factories as make

ON = date(2024, 11, 20)
PERSONS = (
    "ldtt",
    "cstd_co_so",
    "cstd_co_so",
    "cstd_bo_tinh",
    "bk_bo_tinh",
    "bk_bo_tinh",
    "bk_ttcp",
    "hc_lao_dong_3",
)
BODIES = ("tap_the_ldtt", "tap_the_ldxs", "co_thi_dua_bo_tinh", "bk_bo_tinh")
POSTS = ("giam_doc_so", "pho_giam_doc_so", "vu_truong", "truong_thon")
UNITS = (
    ("Sở Giáo dục và Đào tạo", OrganisationKind.DEPARTMENT), ("Xã Mường Thử", OrganisationKind.COMMUNE),
    ("Bộ Chỉ huy Quân sự tỉnh", OrganisationKind.ARMED), ("Công ty Cao su Thử Nghiệm", OrganisationKind.ENTERPRISE),
)  # fmt: skip


class World:
    """``recipients`` of one authority with everything drawn from a seed."""

    def __init__(self, seed: int, people: int = 30) -> None:
        self.random = Random(seed)
        self.authority = make.make_authority()
        self.actor = make.system_reach(self.authority, on=ON)
        self.units = [
            make.make_organisation(self.authority, name, kind=kind) for name, kind in UNITS
        ]
        self.units.append(
            make.make_organisation(self.authority, "Xã mới", kind=OrganisationKind.COMMUNE)
        )
        Succession.objects.create(
            predecessor=self.units[1], successor=self.units[4], kind="sap_nhap", on=date(2024, 1, 1)
        )
        self.recipients = [self._person(place) for place in range(people)]
        self.recipients += [self._body(unit) for unit in self.units]
        self.recipients += [self._team(unit) for unit in self.units]
        self.recipients += [
            self._recipient("Hộ ông Lò Văn Tiên", RecipientKind.HOUSEHOLD, self.units[1])
        ]
        for recipient in self.recipients:
            self._fill(recipient)

    def one_in(self, many: int) -> bool:
        return self.random.randrange(many) == 0

    def _recipient(self, name: str, kind: str, unit: Organisation, **fields: object) -> Recipient:
        return make.make_recipient(self.authority, name, kind=kind, organisation=unit, **fields)

    def _person(self, place: int) -> Recipient:
        gender = self.random.choice(("nu", "nam", ""))
        unit = self.random.choice(self.units)
        return self._recipient(f"Lò Thị Số {place}", RecipientKind.PERSON, unit, gender=gender)

    def _body(self, unit: Organisation) -> Recipient:
        return self._recipient(unit.name, RecipientKind.COLLECTIVE, unit, body_id=unit.pk)

    def _team(self, unit: Organisation) -> Recipient:
        name = self.random.choice(("Bản Thử Một", "Tổ chuyên môn", "Ban Quản lý dự án"))
        return self._recipient(name, RecipientKind.COLLECTIVE, unit, is_small=True)

    def _fill(self, recipient: Recipient) -> None:
        for _ in range(self.random.randrange(9)):
            self._honour(recipient)
        for year in range(2017, 2026):
            for kind in (YearKind.CALENDAR, YearKind.SCHOOL):
                if self.one_in(2 if kind == YearKind.CALENDAR else 5):
                    make.make_rating(
                        recipient, year, self.random.choice(Grade.values), year_kind=kind, standing=self._standing()
                    )  # fmt: skip
        if recipient.kind == RecipientKind.PERSON:
            self._merits(recipient)
        elif not self.one_in(3):
            self._numbers(recipient)
        if self.one_in(3):
            first = self._day()
            last = None if self.one_in(3) else first + timedelta(days=self.random.randrange(700))
            for _ in range(1 + self.one_in(2)):
                make.make_discipline(
                    recipient, self.random.choice(DisciplineForm.values), first=first, last=last
                )
        if self.one_in(4):
            since = self._day()
            until = self.random.choice((None, since, ON, ON + timedelta(days=1)))
            until = until if until is None or until >= since else None
            make.make_hold(
                recipient, self.random.choice(HoldGround.values), since=since, until=until
            )

    def _honour(self, recipient: Recipient) -> None:
        award = self.random.choice(PERSONS if recipient.kind == RecipientKind.PERSON else BODIES)
        fields: dict[str, object] = {
            "award": award,
            "method": self.random.choice(("thuong_xuyen", "thuong_xuyen", "chuyen_de", "dot_xuat", "cong_hien")),
            "level": self.random.choice(("bo_tinh", "co_so", "nha_nuoc", "khac")),
        }  # fmt: skip
        decision = make.make_decision(self.authority, on=self._day(2014))
        fields["year"] = self.random.choice((decision.issued_on.year, decision.issued_on.year - 1))
        if self.one_in(4):
            fields["ground"] = self.random.choice(("cong_trang", "phong_trao", "danh_hieu"))
        if self.one_in(3):
            last = self.random.randrange(2012, 2024)
            fields["period_to"] = last
            fields["period_from"] = self.random.choice((None, last, last - 1, last - 4))
        if self.one_in(5):
            fields |= {"year": None, "year_kind": ""}
        elif self.one_in(4):
            fields["year_kind"] = YearKind.SCHOOL
        if self.one_in(3):
            fields |= {
                "standing": self.random.choice((Standing.DECLARED, Standing.NO_NUMBER)),
                "document_id": None,
            }
            if self.one_in(2):
                fields["decided_on"] = None
        if recipient.kind == RecipientKind.PERSON:
            fields["group"] = self.random.choice(("", *RecipientGroup.values))
        honour = make.make_honour(self.authority, recipient, decision=decision, **fields)
        if self.one_in(4):
            self._event(honour)

    def _event(self, honour: Honour) -> None:
        kind = self.random.choice(
            (HonourEventKind.CANCELLED, HonourEventKind.CORRECTED, HonourEventKind.CORRECTED, HonourEventKind.EXCHANGED)
        )  # fmt: skip
        change: dict[str, object] = {}
        if kind == HonourEventKind.CORRECTED:
            change = self.random.choice(
                ({"year": 2020, "year_kind": "calendar"}, {"award": "bk_bo_tinh"}, {"decided_on": "2019-05-06"},
                 {"ground": "phong_trao"}, {"period_to": "2018"}, {"name_then": "Tên khác"})
            )  # fmt: skip
        first = honour.decided_on or date(2020, 1, 1)
        self._record(honour, kind, first + timedelta(days=self.random.randrange(2000)), change)
        if kind == HonourEventKind.CANCELLED and self.one_in(2):
            self._record(honour, HonourEventKind.RESTORED, first + timedelta(days=2100), {})

    def _record(self, honour: Honour, kind: str, on: date, change: dict[str, object]) -> None:
        honour_event_record(
            actor=self.actor, honour_id=honour.pk, kind=HonourEventKind(kind), on=on, reason="Thử", at=make.AT,
            change=change,
        )  # fmt: skip

    def _merits(self, recipient: Recipient) -> None:
        for _ in range(self.random.randrange(5)):
            authors = (
                {recipient, *self.random.sample(self.recipients or [recipient], 1)}
                if self.one_in(4)
                else {recipient}
            )
            made = make.make_initiative(
                *authors,
                year=self.random.randrange(2018, 2026),
                scope=self.random.choice(InitiativeScope.values),
                influence=self.random.choice(("", "", *InitiativeScope.values)),
                uses_known=self.one_in(3),
                standing=self._standing(),
                recognised_on=self.random.choice((None, self._day())),
                year_kind=self.random.choice(YearKind.values),
            )
            if self.one_in(3):
                award = self.random.choice(("cstd_co_so", "bk_bo_tinh", "cstd_bo_tinh"))
                make.make_use(made, recipient, award, made.year + self.random.randrange(2))
        for _ in range(self.random.randrange(4)):
            first = self.random.choice((None, self._day(2005)))
            last = (
                None
                if first is None or self.one_in(2)
                else first + timedelta(days=self.random.randrange(2500))
            )
            make.make_post(
                recipient,
                self.random.choice(("Nông dân bản Thử", "Giám đốc", "Công nhân")),
                group=self.random.choice(("", *RecipientGroup.values)),
                valid_from=first,
                valid_to=last,
                organisation=self.random.choice((None, *self.units)),
                leadership=self.random.choice(("", "", *POSTS)),
                is_acting=self.one_in(4),
            )

    def _numbers(self, recipient: Recipient) -> None:
        for kind in YearKind.values:
            if self.one_in(2):
                members = self.random.randrange(1, 60)
                none = self.one_in(2)
                make.make_collective_year(
                    recipient, 2024, year_kind=kind, members=members, completed=members,
                    ldtt=self.random.choice((None, self.random.randrange(members + 1))), none_disciplined=none,
                    worst_discipline="" if none else self.random.choice(("", *DisciplineForm.values)),
                )  # fmt: skip

    def _standing(self) -> str:
        return self.random.choice((Standing.CHECKED, Standing.CHECKED, Standing.DECLARED))

    def _day(self, first: int = 2018) -> date:
        return date(first, 1, 1) + timedelta(days=self.random.randrange((2025 - first) * 365))


def another_authority() -> Authority:
    """One whose records must never be seen from the first."""
    return World(7, people=4).authority
