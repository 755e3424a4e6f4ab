"""The people honoured: made when a line needs one, met again in later years, moved, promoted, honoured once more."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from tdkt.demo.data_files import read_yaml
from tdkt.demo.names import NameBook
from tdkt.demo.posts import Posts
from tdkt.demo.records import Person, Post
from tdkt.demo.tree import Tree, day_before

_FIRST_YEAR: Final = 2012
_TRIES: Final = 8
_AGES: Final = {
    "lanh_dao_tinh": (48, 57),
    "lanh_dao_so": (42, 56),
    "lanh_dao_khac": (33, 54),
    "doanh_nhan": (32, 58),
}
_RETIRED_AT: Final = 60
_PROVINCIAL: Final = ("bk_bo_tinh", "cstd_bo_tinh")
_CIVIL_ONLY: Final = ("cstd_bo_tinh", "cstd_toan_quoc")


@dataclass(slots=True)
class Span:
    """A post from its first day; ``first`` None: since before the records begin."""

    organisation: str
    title: str
    group: str
    first: date | None


@dataclass(slots=True)
class Somebody:
    """A person being built up. ``awards`` are (award, method, achievement year, day of decision)."""

    key: str
    name: str
    gender: str
    born: int
    birth_date: date | None
    birth_precision: str
    ethnic_group: str
    sector: str
    district: str
    civil: bool
    salt: int
    spans: list[Span]
    unit_text: str = ""  # of people from elsewhere
    first_day: date = date(2100, 1, 1)
    last_day: date = date(2008, 1, 1)
    until: date = date(2100, 1, 1)
    awards: list[tuple[str, str, int, date]] = field(default_factory=list)


Bucket = tuple[str, str, str, bool, str]  # sender, district, group, civil, gender


class People:
    def __init__(self, tree: Tree, posts: Posts, names: NameBook, rng: random.Random) -> None:
        self._tree = tree
        self._posts = posts
        self._names = names
        self._rng = rng
        self._buckets: dict[Bucket, list[Somebody]] = defaultdict(list)
        self._of_commune: dict[tuple[str, str], list[Somebody]] = defaultdict(list)
        self._regular: dict[str, list[Somebody]] = defaultdict(list)  # by award; regular ones only
        self.pairs: list[tuple[str, str]] = []  # two of one name in one commune, on purpose
        self.all: list[Somebody] = []

    def pick(
        self, bucket: Bucket, on: date, *, award: str, method: str, year: int
    ) -> tuple[Somebody, Post]:
        """Somebody for the line: met before, promoted, or new; and the post held that day."""
        rng = self._rng
        known = min(0.56, 0.14 * (on.year - _FIRST_YEAR))
        if rng.random() < known:
            found = self._met_before(bucket, on, award=award, method=method, year=year)
            if found is not None:
                return self._honoured(*found, award=award, method=method, year=year, on=on)
        somebody = self.new(bucket, on)
        post = self.post(somebody, on)
        assert post is not None
        return self._honoured(somebody, post, award=award, method=method, year=year, on=on)

    def note(self, somebody: Somebody, *, award: str, method: str, year: int, on: date) -> None:
        somebody.awards.append((award, method, year, on))
        if method == "thuong_xuyen":
            self._regular[award].append(somebody)
        somebody.first_day = min(somebody.first_day, on)
        somebody.last_day = max(somebody.last_day, on)

    def post(self, somebody: Somebody, on: date) -> Post | None:
        """What the person was that day, by the bodies of that day; None when that body is not known then."""
        span = next((s for s in reversed(somebody.spans) if s.first is None or s.first <= on), None)
        if span is None:
            return None
        if not span.organisation:
            return Post("", span.title, span.group, span.first, None)
        body = self._tree.at(span.organisation, on, somebody.salt)
        if body is None:
            return None
        title, group = span.title, span.group
        if body != span.organisation:
            title, group = self._posts.carried_over(
                span.organisation, body, title, group, somebody.salt
            )
        return Post(body, title, group, span.first, None)

    def new(self, bucket: Bucket, on: date, place: tuple[str, str] | None = None) -> Somebody:
        """A new person for the bucket; ``place`` fixes organisation and post."""
        rng = self._rng
        sector, district, group, civil, gender = bucket
        country = district if sector == "noi_khac" and district else ""
        if sector == "noi_khac":
            body, title, unit_text = self._elsewhere(country, group)
        else:
            body, title = place or self._posts.place(sector, district, group, civil=civil, on=on)
            unit_text = ""
        if country:
            ethnic, name = "", self._names.foreign(country, gender)
        else:
            ethnic = self._names.ethnic_group(sector, district)
            twin = self._twin(body, gender, on)
            ethnic = twin.ethnic_group if twin else ethnic
            name = twin.name if twin else self._names.name(ethnic, gender, body or unit_text)
        low, high = _AGES.get(group, (18, 66) if not civil else (24, 50))
        born = on.year - (
            rng.randint(13, 17) if title.startswith("Học sinh") else rng.randint(low, high)
        )
        day, precision = self._birth(born)
        if country:
            day, precision = None, ""
        somebody = Somebody(
            f"n-{len(self.all) + 1:06d}", name, gender, born, day, precision, ethnic, sector, district, civil,
            len(self.all), [Span(body, title, group, None)], unit_text,
        )  # fmt: skip
        self.all.append(somebody)
        if body and self._tree.organisations[body].kind == "xa":
            self._of_commune[body, gender].append(somebody)
        if not country:
            self._buckets[bucket].append(somebody)
        return somebody

    def with_history(
        self, on: date, *, award: str, earlier: str, group: str, years: int, times: int
    ) -> tuple[Somebody, Post] | None:
        """Somebody of the group that day with ``earlier`` (regular, ``times`` of them) at least ``years`` before."""
        holders = self._regular[earlier]
        start = self._rng.randrange(len(holders)) if holders else 0
        for somebody in (*holders[start:], *holders[:start]):
            if not somebody.civil or any(row[0] == award for row in somebody.awards):
                continue
            if not _leads_on(somebody, on, earlier=earlier, years=years, times=times):
                continue
            if not _may_get(somebody, on, award=award, method="thuong_xuyen", year=on.year):
                continue
            post = self.post(somebody, on)
            if post is not None and post.group == group and post.organisation:
                return somebody, post
        return None

    def records(self) -> tuple[Person, ...]:
        return tuple(self._record(somebody) for somebody in self.all)

    def _honoured(
        self, somebody: Somebody, post: Post, *, award: str, method: str, year: int, on: date
    ) -> tuple[Somebody, Post]:
        self.note(somebody, award=award, method=method, year=year, on=on)
        return somebody, post

    def _met_before(
        self, bucket: Bucket, on: date, *, award: str, method: str, year: int
    ) -> tuple[Somebody, Post] | None:
        rng = self._rng
        sector, district, group, civil, gender = bucket
        pool = self._buckets[bucket]
        if award == "cstd_bo_tinh" and rng.random() < 0.35:
            # Some go on: the next provincial title after three more years of base titles.
            pool = [
                one for one in pool if any(r[0] == award and r[2] == year - 3 for r in one.awards)
            ] or pool
        promoted = group == "lanh_dao_khac" and sector != "noi_khac" and rng.random() < 0.3
        if promoted:
            pool = self._buckets[sector, district, "truc_tiep", True, gender]
        for _ in range(min(_TRIES, len(pool))):
            somebody = rng.choice(pool)
            if not _may_get(somebody, on, award=award, method=method, year=year):
                continue
            post = self.post(somebody, on)
            if post is None:
                continue
            if promoted:
                post = self._promote(somebody, post, on)
            elif civil and sector != "noi_khac" and rng.random() < 0.04:
                self._transfer(somebody, bucket, on)
                post = self.post(somebody, on)
            if post is not None and post.group == group:
                if promoted:
                    self._buckets[bucket].append(somebody)
                return somebody, post
        return None

    def _promote(self, somebody: Somebody, post: Post, on: date) -> Post | None:
        first = on - timedelta(days=90)
        if somebody.last_day >= first or on.year - somebody.born < 31 or post.group != "truc_tiep":
            return None
        if self._tree.at(post.organisation, first, somebody.salt) != post.organisation:
            return None
        title = self._posts.promoted(post.organisation, on)
        somebody.spans.append(Span(post.organisation, title, "lanh_dao_khac", first))
        return self.post(somebody, on)

    def _transfer(self, somebody: Somebody, bucket: Bucket, on: date) -> None:
        first = on - timedelta(days=120)
        span = somebody.spans[-1]
        if somebody.last_day >= first or span.group != bucket[2]:
            return
        body, title = self._posts.place(bucket[0], bucket[1], bucket[2], civil=True, on=on)
        if body != span.organisation and self._tree.at(body, first, somebody.salt) == body:
            somebody.spans.append(Span(body, title, bucket[2], first))

    def _twin(self, body: str, gender: str, on: date) -> Somebody | None:
        """Another of the same commune whose name the new person is to bear; five times in 2022, five communes."""
        if (
            on.year != 2022
            or len(self.pairs) >= 5
            or not body
            or any(body == home for home, _ in self.pairs)
        ):
            return None
        twin = next(
            (one for one in self._of_commune[body, gender] if one.last_day.year == 2022), None
        )
        if twin is not None:
            self.pairs.append((body, twin.name))
            self._names.share(twin.ethnic_group, gender, twin.name)
        return twin

    def _birth(self, born: int) -> tuple[date | None, str]:
        rng = self._rng
        chance = rng.random()
        if chance < 0.04:
            return None, ""
        if chance < 0.14:
            return date(born, 1, 1), "conventional"
        return date(born, 1, 2) + timedelta(days=rng.randrange(363)), "day"

    def _elsewhere(self, country: str, group: str) -> tuple[str, str, str]:
        rng = self._rng
        outside = read_yaml("outside")
        leaders, staff = (
            ("Trưởng đoàn", "Trưởng đại diện"),
            ("Chuyên gia", "Cán bộ", "Bác sĩ", "Tình nguyện viên"),
        )
        units = outside["countries"][country]["units"] if country else outside["home_units"]
        return "", rng.choice(staff if group == "truc_tiep" else leaders), rng.choice(units)

    def _record(self, somebody: Somebody) -> Person:
        posts = tuple(self._posts_of(somebody))
        return Person(
            somebody.key, somebody.name, somebody.gender, somebody.birth_date, somebody.birth_precision,
            somebody.ethnic_group, posts[-1].organisation, posts,
        )  # fmt: skip

    def _posts_of(self, somebody: Somebody) -> list[Post]:
        """The spans cut where a body became another; from the first day known to be true."""
        tree, found = self._tree, []
        for at, span in enumerate(somebody.spans):
            last = (
                day_before(somebody.spans[at + 1].first or date.max)
                if at + 1 < len(somebody.spans)
                else None
            )
            if not span.organisation:
                found.append(Post("", span.title, span.group, span.first, last))
                continue
            start = tree.organisations[span.organisation].valid_from
            earlier: list[Post] = []
            reach = start if span.first is None else None
            while reach is not None and somebody.first_day < reach:
                before = self.post(somebody, day_before(reach))
                if before is None:
                    break
                since = tree.organisations[before.organisation].valid_from
                earlier.append(before._replace(valid_from=since, valid_to=day_before(reach)))
                reach = since
            found += reversed(earlier)
            begin = span.first if span.first is not None else start
            body, title, group = span.organisation, span.title, span.group
            while True:
                end = tree.organisations[body].valid_to
                if end is None or (last is not None and last <= end):
                    found.append(Post(body, title, group, begin, last))
                    break
                found.append(Post(body, title, group, begin, end))
                begin = end + timedelta(days=1)
                after = tree.at(span.organisation, begin, somebody.salt)
                if after is None:
                    break
                title, group = self._posts.carried_over(
                    span.organisation, after, span.title, span.group, somebody.salt
                )
                body = after
        if somebody.until < date(2100, 1, 1):
            found = [post for post in found if (post.valid_from or date.min) <= somebody.until]
            found[-1] = found[-1]._replace(valid_to=somebody.until)
        return found


def _leads_on(somebody: Somebody, on: date, *, earlier: str, years: int, times: int) -> bool:
    """Is the earlier award old enough, with no other of the State this year?

    Of two: was one run of base titles right after the other, and is this the year after?
    """
    if any(row[3].year == on.year and row[0] not in _PROVINCIAL for row in somebody.awards):
        return False
    held = [row for row in somebody.awards if row[0] == earlier and row[1] == "thuong_xuyen"]
    if times > 1:
        return len(held) > 1 and held[-1][3].year == on.year - 1 and held[-1][2] - held[-2][2] == 3
    return on.year - held[-1][3].year >= years


def _may_get(somebody: Somebody, on: date, *, award: str, method: str, year: int) -> bool:
    """Could the person be honoured so again? Not twice for one thing, not after retiring, not back in time."""
    if on > somebody.until or on <= somebody.last_day:
        return False
    title = somebody.spans[-1].title
    if title.startswith("Học sinh") and on.year > somebody.last_day.year:
        return False
    if on.year - somebody.born >= (_RETIRED_AT if somebody.civil else 72):
        return False
    same = [row for row in somebody.awards if row[0] == award and row[1] == method]
    gap = 3 if award in _CIVIL_ONLY else 2 if method == "thuong_xuyen" else 1
    return all(year - row[2] >= gap and on.year != row[3].year for row in same)
