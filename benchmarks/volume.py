# ruff: noqa: E402 -- Django is set up before its models are imported
"""A big invented province for the benchmarks: the same rows on every run and on both databases.

    TDKT_HOME=/tmp/big TDKT_DEV=true python benchmarks/volume.py --honours 1000000

makes (in TDKT_HOME, or in the empty database DATABASE_URL names) 1.000.000 honours of 200.000 people in 3.000
units over 2014–2025, with mergers, cancellations, and accounts ``chuyenvien``, ``giaoduc``, ``xa`` (password
``PASSWORD``). A database that already has that many honours is left as it is.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tdkt.config.settings")
django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from tdkt.accounts.models import Office, User
from tdkt.accounts.states import Role
from tdkt.kernel.bulk import insert_rows, reserve_ids
from tdkt.kernel.codes import ALPHABET, LENGTH
from tdkt.kernel.ledger import Actor, Subject, ledger_add
from tdkt.kernel.text import fold, sort_key, title_sort_key
from tdkt.kernel.verbs import Verb
from tdkt.organisations.models import Authority, Organisation, OrganisationParent, Succession
from tdkt.registry.digests import DIGEST_FIELDS, batch_digest, honour_digest
from tdkt.registry.facets import facet_ids, facets_count
from tdkt.registry.models import Honour, HonourEvent, OfficialDocument, Person, Recipient
from tdkt.registry.states import HonourEventKind

PASSWORD = "Thi-dua-yeu-nuoc-2022"
MERGER = date(2025, 7, 1)
FIRST_DAY, LAST_DAY = date(2014, 1, 1), date(2025, 12, 31)
CHUNK = 50_000
PER_DECISION = 110

SURNAMES = (
    "Nguyễn 130 Lò 140 Vàng 80 Giàng 70 Tẩn 50 Lý 45 Phàn 30 Sùng 30 Hà 30 Trần 55 Lê 45 Phạm 45 Bùi 25 Đỗ 20 "
    "Hoàng 40 Điêu 25 Tao 15 Mùa 15 Chang 10 Hảng 15 Ma 15 Pờ 12 Lỳ 12 Khoàng 12 Tống 8 Đèo 10 Vũ 20 Đặng 10 Quàng 15"
).split()
MIDDLES = (
    "Văn 220 Thị 300 A 120 Thanh 30 Minh 30 Thu 25 Đức 25 Thị|Thu 25 Thị|Thanh 20 Ngọc 20 Quang 20 Xuân 20 "
    "Thị|Mỷ 15 Láo 20 Seo 15 Hồng 20 Hải 10"
).split()
GIVEN = (
    "Ân An Anh Ánh Bình Bích Chinh Chung Cường Cúc Dung Dũng Dương Đạt Điệp Đông Đức Đượm Giang Hà Hải Hạnh Hằng Hiền "
    "Hiếu Hòa Hoa Hoàn Hồng Huệ Hùng Huyền Hương Khánh Kiên Lan Lâm Liên Linh Loan Long Lợi Lương Mai Mạnh Minh Mỷ Nam "
    "Nga Ngân Nghĩa Ngọc Nhung Oanh Páo Pâng Phong Phú Phúc Phương Quân Quang Quyên Quỳnh Sình Sơn Sáng Tâm Tân Thái "
    "Thanh Thành Thắng Thảo Thắm Thu Thủy Thúy Tiến Tình Toàn Trang Trung Tú Tuấn Tùng Tuyết Vân Việt Vinh Xuân Yến"
).split()
# award, level, kind, method, weight
AWARDS: tuple[tuple[str, str, str, str, int], ...] = (
    ("ldtt", "co_so", "ca_nhan", "thuong_xuyen", 400),
    ("cstd_co_so", "co_so", "ca_nhan", "thuong_xuyen", 110),
    ("gk_xa", "co_so", "ca_nhan", "thuong_xuyen", 70),
    ("gk_so", "co_so", "ca_nhan", "chuyen_de", 60),
    ("tap_the_ldtt", "co_so", "tap_the", "thuong_xuyen", 90),
    ("gk_xa", "co_so", "tap_the", "chuyen_de", 30),
    ("gk_xa", "co_so", "ho_gia_dinh", "chuyen_de", 12),
    ("bk_bo_tinh", "bo_tinh", "ca_nhan", "thuong_xuyen", 70),
    ("bk_bo_tinh", "bo_tinh", "ca_nhan", "chuyen_de", 40),
    ("bk_bo_tinh", "bo_tinh", "ca_nhan", "dot_xuat", 12),
    ("bk_bo_tinh", "bo_tinh", "tap_the", "thuong_xuyen", 24),
    ("bk_bo_tinh", "bo_tinh", "tap_the", "chuyen_de", 14),
    ("bk_bo_tinh", "bo_tinh", "ca_nhan", "doi_ngoai", 1),
    ("tap_the_ldxs", "bo_tinh", "tap_the", "thuong_xuyen", 22),
    ("cstd_bo_tinh", "bo_tinh", "ca_nhan", "thuong_xuyen", 10),
    ("co_thi_dua_bo_tinh", "bo_tinh", "tap_the", "thuong_xuyen", 5),
    ("bk_ttcp", "nha_nuoc", "ca_nhan", "thuong_xuyen", 4),
    ("hc_lao_dong_3", "nha_nuoc", "ca_nhan", "cong_hien", 3),
    ("hc_lao_dong_2", "nha_nuoc", "tap_the", "thuong_xuyen", 1),
    ("hch_chien_si_ve_vang_3", "nha_nuoc", "ca_nhan", "nien_han", 8),
)  # fmt: skip
GROUPS = ("truc_tiep", "lanh_dao_khac", "doanh_nhan", "lanh_dao_so", "lanh_dao_tinh")
_GROUP_SHARES = tuple(accumulate((780, 158, 35, 25, 2)))


def _weighted(words: Sequence[str]) -> tuple[list[str], list[int]]:
    return [w.replace("|", " ") for w in words[::2]], list(accumulate(map(int, words[1::2])))


class Province:
    """The rows under way: ids are known before they are written."""

    def __init__(self, *, honours: int, people: int, units: int) -> None:
        self.random = Random(2022)
        self.size = {"honours": honours, "people": people, "units": max(units, 300)}
        self.authority = Authority.objects.create(
            code="tinh-lon", name="tỉnh Minh Họa", place="Minh Họa",
            government="Ủy ban nhân dân tỉnh Minh Họa",
        )  # fmt: skip
        self.later: dict[int, int] = {}  # old commune → the new one

    def code(self) -> str:
        return "".join(self.random.choices(ALPHABET, k=LENGTH))

    def units(self) -> None:
        """The province, 22 departments, 8 districts with 106 communes to 30/6/2025 and 38 after, and what is below."""
        rows: list[tuple[str, str, int | None, date | None, date | None]] = []
        links: list[tuple[int, int, date | None, date | None]] = []

        def add(
            name: str,
            kind: str,
            parent: int | None,
            start: date | None = None,
            end: date | None = None,
        ) -> int:
            rows.append((name, kind, parent, start, end))
            if parent is not None:
                links.append((len(rows) - 1, parent, start, end))
            return len(rows) - 1

        ends = MERGER - timedelta(days=1)
        top = add("Ủy ban nhân dân tỉnh", "tinh", None)
        departments = [
            add(f"Sở số {i}" if i else "Sở Giáo dục và Đào tạo", "so", top) for i in range(22)
        ]
        districts = [add(f"Huyện số {i}", "huyen", top, None, ends) for i in range(8)]
        old = [add(f"Xã cũ số {i}", "xa", districts[i % 8], None, ends) for i in range(106)]
        new = [add(f"Xã số {i}", "xa", top, MERGER) for i in range(38)]
        successions = [(old[i], new[i % 38]) for i in range(106)]
        self.education, self.commune = departments[0], new[3]
        below = self.size["units"] - len(rows)
        for i in range(below):
            if i % 3 == 0:
                add(f"Phòng, trung tâm số {i}", "phong", departments[i % 22])
            elif i % 12 == 1:
                add(f"Doanh nghiệp số {i}", "doanh_nghiep", top)
            else:
                name = ("Trường Tiểu học", "Trường Trung học cơ sở", "Trạm Y tế")[
                    i % 3 if i % 5 else 0
                ]
                here = add(f"{name} số {i}", "truong", districts[i % 8], None, ends)
                links[-1] = (here, districts[i % 8], None, ends)
                rows[here] = (*rows[here][:4], None)
                links.append((here, new[i % 38], MERGER, None))
        ids = reserve_ids(Organisation, len(rows))
        insert_rows(
            Organisation,
            ("id", "authority", "code", "name", "short_name", "kind", "protocol_order", "note", "folded", "sort_key",
             "valid_from", "valid_to"),
            [
                (ids[i], self.authority.pk, self.code(), name, "", kind, i, "", fold(name), title_sort_key(name), start, end)
                for i, (name, kind, _, start, end) in enumerate(rows)
            ],
        )  # fmt: skip
        link_ids = reserve_ids(OrganisationParent, len(links))
        insert_rows(
            OrganisationParent, ("id", "organisation", "parent", "valid_from", "valid_to"),
            [(pk, ids[a], ids[b], s, e) for pk, (a, b, s, e) in zip(link_ids, links, strict=True)],
        )  # fmt: skip
        insert_rows(
            Succession, ("id", "predecessor", "successor", "kind", "on", "note"),
            [(pk, ids[a], ids[b], "sap_nhap", MERGER, "") for pk, (a, b) in
             zip(reserve_ids(Succession, len(successions)), successions, strict=True)],
        )  # fmt: skip
        self.later = {ids[a]: ids[b] for a, b in successions}
        self.unit_ids, self.unit_names = ids, [row[0] for row in rows]
        gone = set(self.later.values()) | {ids[i] for i in districts}
        self.places = [pk for pk in ids if pk not in gone]
        self.enterprises = {ids[i] for i, row in enumerate(rows) if row[1] == "doanh_nghiep"}

    def recipients(self) -> None:
        """People, then collectives (a tenth as many), then households (a hundredth)."""
        choose, (surnames, s_weights), (middles, m_weights) = (
            self.random, _weighted(SURNAMES), _weighted(MIDDLES),
        )  # fmt: skip
        people = self.size["people"]
        count = people + people // 10 + people // 100
        ids = reserve_ids(Recipient, count)
        self.people, self.collectives, self.households = (
            ids[:people], ids[people : people + people // 10], ids[people + people // 10 :],
        )  # fmt: skip
        self.names: dict[int, str] = {}
        self.homes: dict[int, int] = {}
        rows = []
        for pk in ids:
            home = choose.choice(self.places)
            if pk in self.people:
                surname = choose.choices(surnames, cum_weights=s_weights)[0]
                middle = choose.choices(middles, cum_weights=m_weights)[0]
                name, kind = f"{surname} {middle} {choose.choice(GIVEN)}", "ca_nhan"
                key = sort_key(name)
            else:
                kind = "tap_the" if pk in self.collectives else "ho_gia_dinh"
                word = (
                    "Tổ chuyên môn số"
                    if kind == "tap_the"
                    else f"Hộ ông {choose.choice(GIVEN)}, bản"
                )
                name = f"{word} {pk % 97} {self.unit_names[home - self.unit_ids[0]]}"
                key = title_sort_key(name)
            self.names[pk], self.homes[pk] = name, home
            rows.append(
                (pk, self.authority.pk, self.code(), kind, name, self.later.get(home, home), None,
                 kind == "tap_the", fold(name), key, "")
            )  # fmt: skip
        insert_rows(
            Recipient,
            ("id", "authority", "code", "kind", "name", "organisation", "body", "is_small", "folded", "sort_key", "batch"),
            rows,
        )  # fmt: skip
        insert_rows(
            Person,
            ("recipient", "gender", "birth_date", "birth_precision", "ethnic_group", "national_id_sealed", "national_id_hash"),
            [(pk, "", date(1960 + pk % 45, 1 + pk % 12, 1 + pk % 28), "day", "", None, "") for pk in self.people],
        )  # fmt: skip

    def decisions(self) -> list[tuple[int, date]]:
        count = self.size["honours"] // PER_DECISION + 1
        span = (LAST_DAY - FIRST_DAY).days
        ids = reserve_ids(OfficialDocument, count)
        # More in later years: the square root pushes days towards the end.
        days = [FIRST_DAY + timedelta(days=int(span * (i / count) ** 0.75)) for i in range(count)]
        rows = []
        for i, (pk, day) in enumerate(zip(ids, days, strict=True)):
            title = "Về việc khen thưởng thành tích trong phong trào thi đua"
            text = fold(f"Quyết định {i + 1}/QĐ-UBND Ủy ban nhân dân tỉnh {title}")
            rows.append((pk, self.authority.pk, self.code(), "Quyết định", str(i + 1), "QĐ-UBND", "Ủy ban nhân dân tỉnh",
                         day, title, "", "tinh", "da_ban_hanh", "", "", True, "", "", text))  # fmt: skip
        insert_rows(
            OfficialDocument,
            ("id", "authority", "code", "kind", "number", "symbol", "issuer", "issued_on", "title", "topic", "level",
             "state", "force", "movement_code", "is_award_decision", "source", "note", "folded"),
            rows,
        )  # fmt: skip
        return list(zip(ids, days, strict=True))

    def honours(self) -> None:
        decisions = self.decisions()
        ids = reserve_ids(Honour, self.size["honours"])
        batch = self.code()
        digests: list[str] = []
        columns = ("id", "authority", *DIGEST_FIELDS, "digest", "decided_year", "facet")
        for start in range(0, len(ids), CHUNK):
            made = list(self._lines(ids[start : start + CHUNK], start, decisions, batch))
            facets = facet_ids(self.authority.pk, [key for _, key, _ in made])
            rows = []
            for (values, _, day), pk, facet in zip(
                made, ids[start : start + CHUNK], facets, strict=True
            ):
                digest = honour_digest(values)
                digests.append(digest)
                rows.append((pk, self.authority.pk, *values, digest, day.year, facet))
            insert_rows(Honour, columns, rows)
            facets_count(facets)
        entry = {"batch": batch, "count": len(ids), "digest": batch_digest(digests)}
        at = datetime(2026, 1, 2, tzinfo=UTC)
        ledger_add(
            actor=Actor(self.authority.pk, None, "Đo tốc độ"), verb=Verb.HONOUR_RECORD, at=at,
            subject=Subject("honour", batch, f"{len(ids)} lượt khen thưởng"), after={"honours": entry},
        )  # fmt: skip
        ended = range(ids[0], ids[-1], 2_000)
        HonourEvent.objects.bulk_create(
            [
                HonourEvent(
                    honour_id=honour, kind=HonourEventKind.CANCELLED, on=date(2025, 12, 31), change={},
                    reason="Kê khai sai.", recorded_at=at,
                )
                for honour in ended
            ],
            batch_size=1_000,
        )  # fmt: skip

    def _lines(
        self, ids: Sequence[int], start: int, decisions: list[tuple[int, date]], batch: str
    ) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...], date]]:
        """Values by DIGEST_FIELDS, the facet's key, the decision's day."""
        weights = list(accumulate(award[4] for award in AWARDS))
        who = {"ca_nhan": self.people, "tap_the": self.collectives, "ho_gia_dinh": self.households}
        choose = self.random
        for place in range(start, start + len(ids)):
            document, day = decisions[place // PER_DECISION]
            award, level, kind, method, _ = choose.choices(AWARDS, cum_weights=weights)[0]
            recipient = choose.choice(who[kind])
            home = self.homes[recipient]
            if day >= MERGER:
                home = self.later.get(home, home)
            group = ""
            if kind == "ca_nhan":
                share = recipient * 7919 % 1000
                group = GROUPS[next(i for i, upto in enumerate(_GROUP_SHARES) if share < upto)]
            year = day.year - 1 if method == "thuong_xuyen" and day.month < 7 else day.year
            movement = f"PT{day.year % 5 + 1:02d}" if method == "chuyen_de" else ""
            enterprise, small = home in self.enterprises, kind == "tap_the" and recipient % 4 != 0
            values = (
                self.code(), recipient, award, level, kind, group, enterprise, small, False, method, "", "calendar", year,
                None, None, movement, document, place % PER_DECISION + 1, day, home, self.names[recipient], "",
                self.unit_names[home - self.unit_ids[0]], None, "da_doi_chieu", "", batch,
            )  # fmt: skip
            key = (
                day.year,
                year,
                award,
                level,
                kind,
                group,
                enterprise,
                small,
                method,
                movement,
                "da_doi_chieu",
            )
            yield values, key, day

    def accounts(self) -> None:
        first = self.unit_ids[0]
        for name, role, unit in (
            ("chuyenvien", Role.STANDING_OFFICER, None),
            ("giaoduc", Role.UNIT_OFFICER, first + self.education),
            ("xa", Role.UNIT_OFFICER, first + self.commune),
        ):
            user = User.objects.create_user(
                username=name, password=PASSWORD, full_name=f"Tài khoản {name}"
            )
            Office.objects.create(
                authority=self.authority,
                user=user,
                role=role,
                organisation_id=unit,
                valid_from=FIRST_DAY,
            )


def fill(*, honours: int, people: int, units: int) -> float:
    """Fill an empty migrated database; seconds it took, 0.0 when it already holds such a province."""
    if (held := Honour.objects.count()) == honours:
        return 0.0
    if held or Authority.objects.exists():
        raise SystemExit(
            f"Cơ sở dữ liệu đã có {held} lượt khen thưởng; hãy dùng cơ sở dữ liệu trống."
        )
    started = time.perf_counter()
    with transaction.atomic():
        province = Province(honours=honours, people=people, units=units)
        province.units()
        province.recipients()
        province.honours()
        province.accounts()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description="Dựng dữ liệu lớn để đo tốc độ.")
    parser.add_argument("--honours", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, help="mặc định: một phần năm số lượt")
    parser.add_argument("--units", type=int, default=3_000)
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    seconds = fill(
        honours=asked.honours,
        people=asked.people or max(asked.honours // 5, 1_000),
        units=asked.units,
    )
    print(f"{asked.honours} lượt khen thưởng: {seconds:.1f} giây")


if __name__ == "__main__":
    main()
