"""Where people of each sender and group work, and what their post is called there, before and after 2025."""

import random
from collections import defaultdict
from datetime import date
from typing import Final

from tdkt.demo.data_files import read_yaml
from tdkt.demo.tree import Tree

_DISTRICT_OFFICES: Final = (
    "Nội vụ", "Tài chính - Kế hoạch", "Nông nghiệp và Phát triển nông thôn", "Văn hóa và Thông tin", "Tư pháp",
    "Lao động - Thương binh và Xã hội", "Kinh tế và Hạ tầng", "Tài nguyên và Môi trường", "Dân tộc",
)  # fmt: skip
_COMMUNE_STAFF: Final = (
    "Công chức Văn phòng - Thống kê", "Công chức Địa chính - Xây dựng", "Công chức Tư pháp - Hộ tịch",
    "Công chức Văn hóa - Xã hội", "Công chức Tài chính - Kế toán",
)  # fmt: skip
_VILLAGERS: Final = (
    "Trưởng bản {}", "Bí thư chi bộ bản {}", "Nông dân bản {}", "Nông dân bản {}", "Nông dân bản {}",
    "Công an viên bản {}", "Chi hội trưởng Chi hội Phụ nữ bản {}", "Chi hội trưởng Chi hội Nông dân bản {}",
    "Người có uy tín bản {}", "Nhân viên y tế bản {}",
)  # fmt: skip
_VILLAGE_FIRST: Final = (
    "Nậm",
    "Huổi",
    "Pá",
    "Nà",
    "Phiêng",
    "Tả",
    "Sín",
    "Hua",
    "Pắc",
    "Noong",
    "Lùng",
    "Thèn",
)
_VILLAGE_LAST: Final = (
    "Cầy", "Lay", "Sáng", "Đanh", "Chải", "Ngoài", "Trong", "Lúa", "Ngà", "Thăm", "Cuông", "Khao", "Bó", "Phìn",
    "Sa", "Ún", "Pục", "Tung",
)  # fmt: skip
_COMMUNE_LEADERS: Final = (
    "Bí thư Đảng ủy {}",
    "Phó Bí thư Đảng ủy {}",
    "Chủ tịch UBND {}",
    "Phó Chủ tịch UBND {}",
    "Phó Chủ tịch UBND {}",
)
_NEW_OFFICES: Final = ("Kinh tế", "Văn hóa - Xã hội")
_BUSINESS: Final = (
    "Giám đốc Công ty",
    "Phó Giám đốc Công ty",
    "Chủ tịch Hội đồng quản trị",
    "Tổng Giám đốc",
)
_WORKERS: Final = (
    "Công nhân",
    "Công nhân",
    "Kỹ thuật viên",
    "Nhân viên kế toán",
    "Lái xe",
    "Nhân viên kinh doanh",
)
_PROVINCE: Final = (
    ("tinh-uy", "Ủy viên Ban Thường vụ Tỉnh ủy"),
    ("hdnd-tinh", "Phó Chủ tịch HĐND tỉnh"),
)


def villages(commune: str) -> tuple[str, ...]:
    """Five invented villages of a commune, always the same."""
    rng = random.Random(f"bản {commune}")  # noqa: S311 - invented names
    return tuple(
        f"{a} {b}"
        for a, b in zip(rng.sample(_VILLAGE_FIRST, 5), rng.sample(_VILLAGE_LAST, 5), strict=True)
    )


class Posts:
    """Draws a place (organisation and post) for somebody; knows what becomes of a post when its body changes."""

    def __init__(self, tree: Tree, rng: random.Random) -> None:
        self._tree = tree
        self._rng = rng
        self._bodies = {row["key"]: row for row in read_yaml("departments")}
        self._districts = {row["key"]: row for row in read_yaml("districts")}
        self._pools: dict[tuple[str, str, date], list[str]] = {}
        self._by_sector: dict[str, list[str]] = defaultdict(list)
        for body in tree.organisations.values():
            self._by_sector[body.sector].append(body.key)

    def pool(self, sector: str, district: str, on: date) -> list[str]:
        """Usable bodies of a sender that day; of one district when it is given (by the old map, always)."""
        month = on.replace(day=1)
        found = self._pools.get((sector, district, month))
        if found is None:
            tree = self._tree
            last_old = min(month, date(2025, 6, 1))
            found = []
            for key in self._by_sector[sector]:
                if not (tree.usable(key, month) and tree.usable(key, on)):
                    continue
                if district:
                    before = tree.at(key, last_old)
                    if before is None or tree.district(before, last_old) not in {
                        district,
                        _was(district, last_old),
                    }:
                        continue
                found.append(key)
            self._pools[sector, district, month] = found
        return found

    def place(
        self, sector: str, district: str, group: str, *, civil: bool, on: date
    ) -> tuple[str, str]:
        """An organisation's key ("" elsewhere) and a post in it, for this group."""
        match sector:
            case "huyen_xa":
                return self._district_or_commune(district, group, civil=civil, on=on)
            case "giao_duc":
                return self._education(district, group, civil=civil, on=on)
            case "so_nganh":
                return self._department(district, group, on)
            case "vu_trang":
                return self._armed(district, group, on)
            case "doanh_nghiep":
                key = self._rng.choice(self.pool(sector, "", on))
                return key, self.firm_post(key, group)
            case _:
                return self._central(group, on)

    def _choose(self, sector: str, district: str, on: date, kinds: tuple[str, ...]) -> str:
        keys = [
            key
            for key in self.pool(sector, district, on)
            if self._tree.organisations[key].kind in kinds
        ]
        return self._rng.choice(keys)

    def _district_or_commune(
        self, district: str, group: str, *, civil: bool, on: date
    ) -> tuple[str, str]:
        rng = self._rng
        office = self._tree.at(district, on) if on < date(2025, 7, 1) else None
        if group == "lanh_dao_so" and office:
            row = self._districts[district]
            head = rng.choice((row.get("party_head", "Bí thư Huyện ủy"), row.get("head", "Chủ tịch UBND huyện"),
                               row.get("deputy", "Phó Chủ tịch UBND huyện")))  # fmt: skip
            return office, head
        if civil and office and rng.random() < (0.3 if group != "truc_tiep" else 0.35):
            room = rng.choice(_DISTRICT_OFFICES)
            rank = "Chuyên viên" if group == "truc_tiep" else rng.choice(("Trưởng", "Phó Trưởng"))
            return (
                office,
                f"{rank} Phòng {room}" if group == "truc_tiep" else f"{rank} phòng {room}",
            )
        commune = self._choose("huyen_xa", district, on, ("xa",))
        return commune, self.commune_post(commune, group, civil=civil, on=on)

    def commune_post(self, commune: str, group: str, *, civil: bool, on: date) -> str:
        rng = self._rng
        if group != "truc_tiep":
            name = self._tree.organisations[commune].name
            kind = next(
                kind for kind in ("xã", "phường", "thị trấn") if name.lower().startswith(kind)
            )
            return rng.choice(_COMMUNE_LEADERS).format(kind)
        if not civil:
            old = self._tree.before[commune] or [commune]
            return rng.choice(_VILLAGERS).format(rng.choice(villages(rng.choice(old))))
        if on >= date(2025, 7, 1):
            return f"Chuyên viên Phòng {rng.choice(_NEW_OFFICES)}"
        return rng.choice(_COMMUNE_STAFF)

    def _education(self, district: str, group: str, *, civil: bool, on: date) -> tuple[str, str]:
        rng = self._rng
        if group == "lanh_dao_so":
            return "so-gddt", rng.choice(("Giám đốc Sở", "Phó Giám đốc Sở"))
        if group == "lanh_dao_khac" and rng.random() < 0.08 and on < date(2025, 7, 1):
            return self._choose(
                "giao_duc", district, on, ("phong",)
            ), "Phó Trưởng phòng Giáo dục và Đào tạo"
        school = self._choose("giao_duc", district, on, ("truong",))
        while not civil and not school.endswith(("-thcs", "-thpt", "-dtnt")):
            school = self._choose("giao_duc", district, on, ("truong",))
        return school, self.school_post(school, group, civil=civil)

    def school_post(self, school: str, group: str, *, civil: bool) -> str:
        rng = self._rng
        if group != "truc_tiep":
            return rng.choice(("Hiệu trưởng", "Phó Hiệu trưởng", "Phó Hiệu trưởng"))
        if not civil:
            grade = rng.choice((8, 9)) if school.endswith("thcs") else rng.choice((10, 11, 12))
            return f"Học sinh lớp {grade}A{rng.randint(1, 3)}"
        return rng.choices(
            ("Giáo viên", "Tổ trưởng chuyên môn", "Nhân viên văn phòng"), (84, 11, 5)
        )[0]

    def _department(self, district: str, group: str, on: date) -> tuple[str, str]:
        rng = self._rng
        if group == "lanh_dao_tinh":
            return rng.choices(_PROVINCE, (5, 1))[0]
        keys = self.pool("so_nganh", district, on)
        with_head = group == "lanh_dao_so"
        key = rng.choice(keys)
        while (
            self._tree.organisations[key].kind in {"tinh", "khac"} or key == "tinh-uy"
            or (with_head and not self._has_head(key))
        ):  # fmt: skip
            key = rng.choice(keys)
        return key, self.body_post(key, group)

    def _has_head(self, key: str) -> bool:
        row = self._bodies.get(key, {})
        return "head" in row and row["kind"] != "truong"

    def body_post(self, key: str, group: str) -> str:
        """A post in a department, Party or Front body, hospital or central agency."""
        rng = self._rng
        row = self._bodies.get(key, {})
        if group == "lanh_dao_so":
            return str(rng.choice((row["head"], row["deputy"], row["deputy"])))
        health = key.startswith(("bv-", "ttyt-", "tt-kiem"))
        parts = row.get(
            "parts", ("Khoa Khám bệnh", "Khoa Nội tổng hợp") if health else ("Phòng Hành chính",)
        )
        part = rng.choice(parts)
        first, rest = part.split(" ", 1)
        if group == "lanh_dao_khac":
            word = "khoa" if first == "Khoa" else "phòng"
            return f"{rng.choice(('Trưởng', 'Phó Trưởng'))} {word} {rest if first in {'Phòng', 'Khoa'} else part}"
        if health:
            return f"{rng.choice(('Bác sĩ', 'Bác sĩ', 'Điều dưỡng', 'Điều dưỡng', 'Hộ sinh', 'Dược sĩ'))} {part}"
        if key in {"bao-lai-chau", "dai-ptth", "bao-va-dai"}:
            return f"Phóng viên {part}"
        return f"Chuyên viên {part}"

    def _armed(self, district: str, group: str, on: date) -> tuple[str, str]:
        rng = self._rng
        keys = self.pool("vu_trang", district, on)
        key = rng.choice(keys)
        if group == "lanh_dao_so":
            while "head" not in self._bodies.get(key, {}):
                key = rng.choice(keys)
            return key, self.body_post(key, group)
        return key, self.armed_post(key, group)

    def armed_post(self, key: str, group: str) -> str:
        leaders: tuple[str, ...]
        staff: tuple[str, ...]
        if key.startswith("dbp-"):
            leaders = ("Đồn trưởng", "Phó Đồn trưởng", "Chính trị viên")
            staff = ("Chiến sĩ", "Cán bộ Đội Vũ trang")
        elif key.startswith("ca-"):
            leaders = ("Đội trưởng Đội Cảnh sát điều tra", "Phó Đội trưởng Đội An ninh")
            staff = (
                "Trinh sát viên",
                "Cán bộ Đội Cảnh sát giao thông",
                "Cán bộ Đội Cảnh sát điều tra",
            )
        else:
            part = self._rng.choice(self._bodies.get(key, {}).get("parts", ("Phòng Tham mưu",)))
            leaders = (f"Phó Trưởng phòng {part.split(' ', 1)[1]}", f"Đội trưởng thuộc {part}")
            staff = (f"Cán bộ {part}", f"Chiến sĩ {part}", f"Nhân viên {part}")
        return self._rng.choice(leaders if group == "lanh_dao_khac" else staff)

    def firm_post(self, key: str, group: str) -> str:
        rng = self._rng
        if group == "doanh_nhan":
            cooperative = self._tree.organisations[key].name.startswith("Hợp tác xã")
            return "Giám đốc Hợp tác xã" if cooperative else rng.choice(_BUSINESS)
        if group == "lanh_dao_khac":
            return rng.choice(
                (
                    "Trưởng phòng Kế hoạch",
                    "Phó Trưởng phòng Kỹ thuật",
                    "Đội trưởng Đội Thi công số 1",
                )
            )
        return rng.choice(_WORKERS)

    def _central(self, group: str, on: date) -> tuple[str, str]:
        key = self._rng.choice(self.pool("trung_uong", "", on))
        post = self.body_post(key, group)
        return key, post.replace("Chuyên viên", "Viên chức") if self._bodies[key].get(
            "bloc"
        ) == "K10" else post

    def promoted(self, key: str, on: date) -> str:
        """The post of somebody of the body who becomes a leader there."""
        body = self._tree.organisations[key]
        if body.kind == "truong":
            return "Phó Hiệu trưởng"
        if body.kind == "xa":
            return self.commune_post(key, "lanh_dao_khac", civil=True, on=on)
        if body.kind == "huyen":
            return f"Phó Trưởng phòng {self._rng.choice(_DISTRICT_OFFICES)}"
        if body.sector == "vu_trang":
            return self.armed_post(key, "lanh_dao_khac")
        return (
            self.firm_post(key, "lanh_dao_khac")
            if body.sector == "doanh_nghiep"
            else self.body_post(key, "lanh_dao_khac")
        )

    def carried_over(
        self, was: str, now: str, title: str, group: str, salt: int
    ) -> tuple[str, str]:
        """Post and group of somebody whose body ``was`` is ``now`` another: what the reorganisation made of it."""
        old, new = self._tree.organisations[was], self._tree.organisations[now]
        room = _NEW_OFFICES[salt % 2]
        if new.kind == "xa" and old.kind in {"xa", "huyen", "phong"} and new.valid_from:
            if group == "lanh_dao_so":
                return "Phó Bí thư Đảng ủy xã", "lanh_dao_khac"
            if group == "lanh_dao_khac":
                return f"Phó Trưởng phòng {room}", group
            return (
                f"Chuyên viên Phòng {room}"
                if title.startswith(("Công chức", "Chuyên viên"))
                else title
            ), group
        if old.kind == "xa" and old.valid_from and new.kind == "xa":
            if group == "lanh_dao_khac":
                return "Phó Chủ tịch UBND xã", group
            return (_COMMUNE_STAFF[salt % 5] if title.startswith("Chuyên viên") else title), group
        row, after = self._bodies.get(was, {}), self._bodies.get(now, {})
        if (
            group == "lanh_dao_so"
            and title in {row.get("head"), row.get("deputy")}
            and "deputy" in after
        ):
            return str(after["deputy"]), group
        return title, group


def _was(district: str, on: date) -> str:
    return "h-tx" if district == "h-tp" and on < date(2013, 12, 27) else district
