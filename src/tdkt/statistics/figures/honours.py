"""Figures counted over honours: every one is a ``Where`` over the cube's dimensions, shares are built on them."""

from collections.abc import Iterator
from typing import Final

from tdkt.kernel.stated import Unit
from tdkt.registry.states import Level, Method, RecipientGroup, RecipientKind
from tdkt.statistics.figures.kinds import SHARE, Cells, Domain, Figure, People, Share
from tdkt.statistics.where import EVERY, Where, where
from tdkt_law.awards import AwardKind, awards

_PERSON, _COLLECTIVE, _HOUSEHOLD = (
    RecipientKind.PERSON,
    RecipientKind.COLLECTIVE,
    RecipientKind.HOUSEHOLD,
)

# code → (how lists say it, condition)
LEVELS: Final[dict[str, tuple[str, Where]]] = {
    "nha_nuoc": ("cấp Nhà nước", where(level=Level.STATE)),
    "cap_tinh": ("cấp tỉnh", where(level=Level.PROVINCE)),
    "co_so": ("cấp cơ sở", where(level=Level.BASE)),
    "cap_khac": ("ngoài ba cấp", where(level=Level.OTHER)),
    "tat_ca": ("các cấp", EVERY),
}
# code → (name, unit, condition, code of the whole its share is of)
RECIPIENTS: Final[dict[str, tuple[str, Unit, Where, str]]] = {
    "tong": ("Tổng số lượt khen thưởng", Unit.AWARD, EVERY, ""),
    "tap_the": ("Tập thể", Unit.COLLECTIVE, where(kind=_COLLECTIVE), "tong"),
    "tap_the_nho": ("Tập thể nhỏ", Unit.COLLECTIVE, where(kind=_COLLECTIVE, is_small=True), "tap_the"),
    "ca_nhan": ("Cá nhân", Unit.INDIVIDUAL, where(kind=_PERSON), "tong"),
    "ho_gia_dinh": ("Hộ gia đình", Unit.HOUSEHOLD, where(kind=_HOUSEHOLD), "tong"),
    "ca_nhan_ho": ("Cá nhân, hộ gia đình", Unit.AWARD, where(kind=(_PERSON, _HOUSEHOLD)), "tong"),
    "truc_tiep": (
        "Người lao động trực tiếp", Unit.INDIVIDUAL,
        where(kind=_PERSON, group=RecipientGroup.DIRECT_WORKER), "ca_nhan",
    ),
    "lanh_dao_tinh": (
        "Lãnh đạo cấp tỉnh và tương đương trở lên", Unit.INDIVIDUAL,
        where(kind=_PERSON, group=RecipientGroup.PROVINCE_LEADER), "ca_nhan",
    ),
    "lanh_dao_so": (
        "Lãnh đạo cấp sở, ngành và tương đương", Unit.INDIVIDUAL,
        where(kind=_PERSON, group=RecipientGroup.DEPARTMENT_LEADER), "ca_nhan",
    ),
    "doanh_nhan": (
        "Doanh nhân", Unit.INDIVIDUAL, where(kind=_PERSON, group=RecipientGroup.ENTREPRENEUR), "ca_nhan"
    ),
    "lanh_dao_khac": (
        "Các cấp lãnh đạo khác từ phó phòng trở lên", Unit.INDIVIDUAL,
        where(kind=_PERSON, group=RecipientGroup.OTHER_LEADER), "ca_nhan",
    ),
    "chua_phan_nhom": (
        "Cá nhân chưa phân nhóm đối tượng", Unit.INDIVIDUAL, where(kind=_PERSON, group=""), "ca_nhan"
    ),
    "doanh_nghiep": ("Doanh nghiệp", Unit.AWARD, where(is_enterprise=True), "tong"),
    "truy_tang": ("Truy tặng", Unit.AWARD, where(is_posthumous=True), "tong"),
}  # fmt: skip
KINDS: Final = {
    "tap_the": ("tập thể", Unit.COLLECTIVE, _COLLECTIVE),
    "ca_nhan": ("cá nhân", Unit.INDIVIDUAL, _PERSON),
    "ho_gia_dinh": ("hộ gia đình", Unit.HOUSEHOLD, _HOUSEHOLD),
}
# Shares that need their own words: (level, recipient) → (whole, places, definition).
SHARES: Final = {
    ("nha_nuoc", "truc_tiep"): (
        "ca_nhan", 0, "Tử số: cá nhân là người trực tiếp; mẫu số: mọi cá nhân được khen cấp Nhà nước."
    ),
    ("cap_tinh", "truc_tiep"): (
        "ca_nhan_ho", 1,
        "Tử số: cá nhân là người trực tiếp; mẫu số: cá nhân và hộ gia đình, như báo cáo năm 2022 nêu.",
    ),
}  # fmt: skip
NOT_PEOPLE = "Đếm lượt khen thưởng: một người được khen hai lần trong kỳ là hai lượt."


def honour_figures() -> Iterator[Figure]:
    """All figures over honours that do not depend on the year's records."""
    for level, (level_name, of_level) in LEVELS.items():
        for recipient, (name, unit, of_kind, whole) in RECIPIENTS.items():
            yield from _with_share(
                f"khen_thuong.{level}.{recipient}", _named(recipient, name, level_name),
                f"Tỷ lệ {name[0].lower()}{name[1:]}, {level_name}", unit, of_level & of_kind,
                *_share_of(level, recipient, whole),
            )  # fmt: skip
        for method in Method:
            yield from _with_share(
                f"khen_thuong.{level}.loai_hinh.{method.value}",
                f"Khen thưởng {method.label.lower()}, {level_name}",
                f"Tỷ lệ khen thưởng {method.label.lower()}, {level_name}",
                Unit.AWARD, of_level & where(method=method.value), f"khen_thuong.{level}.tong",
            )  # fmt: skip
            for kind, (kind_name, unit, value) in KINDS.items():
                yield _counted(
                    f"khen_thuong.{level}.loai_hinh.{method.value}.{kind}",
                    f"Khen thưởng {method.label.lower()}, {level_name}: {kind_name}",
                    unit, of_level & where(method=method.value, kind=value),
                )  # fmt: skip
        if level != "tat_ca":
            yield Figure(
                f"khen_thuong.{level}.nguoi", f"Số người được khen {level_name}", Unit.PERSON,
                Domain.COMMENDATION, People(next(iter(of_level.allowed["level"]))),  # type: ignore[arg-type]
                "Đếm người, không đếm lượt: một người được khen nhiều lần trong kỳ là một.",
            )  # fmt: skip
    yield Figure(
        "khen_thuong.cap_tinh.truc_tiep.ty_le_ca_nhan",
        "Tỷ lệ người trực tiếp trong số cá nhân, cấp tỉnh", Unit.PERCENT, Domain.COMMENDATION,
        Share("khen_thuong.cap_tinh.truc_tiep", "khen_thuong.cap_tinh.ca_nhan"),
        "Tử số: cá nhân là người trực tiếp; mẫu số: chỉ cá nhân, không kể hộ gia đình.",
    )  # fmt: skip
    yield from _award_figures()


def _award_figures() -> Iterator[Figure]:
    for award in awards().values():
        of_award = where(award=award.code)
        yield _counted(f"khen_thuong.hinh_thuc.{award.code}", award.name, Unit.AWARD, of_award)
        if len(award.recipients) > 1:
            for kind in award.recipients:
                kind_name, unit, value = KINDS[kind.value]
                yield _counted(
                    f"khen_thuong.hinh_thuc.{award.code}.{kind.value}",
                    f"{award.name}: {kind_name}", unit, of_award & where(kind=value),
                )  # fmt: skip
    for code, name, kinds in (
        ("huan_chuong", "Huân chương các loại, hạng", (AwardKind.ORDER,)),
        ("huy_chuong", "Huy chương các loại, hạng", (AwardKind.MEDAL,)),
        ("vinh_du_nha_nuoc", "Danh hiệu vinh dự Nhà nước", (AwardKind.HONORARY,)),
    ):
        yield _counted(
            f"khen_thuong.hinh_thuc.{code}", name, Unit.AWARD, where(award=award_codes(*kinds))
        )


def award_codes(*kinds: AwardKind) -> tuple[str, ...]:
    """Codes of all awards of these kinds, the highest first."""
    return tuple(award.code for award in awards().values() if award.kind in kinds)


def movement_honours(movement: str, name: str) -> Iterator[Figure]:
    """What a movement of the year was commended with; its code is the records' own."""
    for kind, (kind_name, unit, value) in KINDS.items():
        yield Figure(
            f"phong_trao.{movement}.khen_thuong.{kind}", f"Khen thưởng trong “{name}”: {kind_name}", unit,
            Domain.MOVEMENT, Cells(where(movement_code=movement, kind=value)), NOT_PEOPLE,
        )  # fmt: skip


def _named(recipient: str, name: str, level_name: str) -> str:
    """Như “Tập thể được khen cấp tỉnh”, “Truy tặng cấp tỉnh”."""
    return (
        f"{name} {level_name}"
        if recipient in {"tong", "truy_tang"}
        else f"{name} được khen {level_name}"
    )


def _share_of(level: str, recipient: str, whole: str) -> tuple[str, int, str]:
    own, places, words = SHARES.get((level, recipient), (whole, 1, ""))
    return (f"khen_thuong.{level}.{own}" if own else "", places, words)


def _counted(code: str, name: str, unit: Unit, wanted: Where) -> Figure:
    return Figure(code, name, unit, Domain.COMMENDATION, Cells(wanted), NOT_PEOPLE)


def _with_share(
    code: str,
    name: str,
    share_name: str,
    unit: Unit,
    wanted: Where,
    whole: str,
    places: int = 1,
    words: str = "",
) -> Iterator[Figure]:
    yield _counted(code, name, unit, wanted)
    if whole:
        yield Figure(
            f"{code}.{SHARE}", share_name, Unit.PERCENT, Domain.COMMENDATION,
            Share(code, whole, places), words,
        )  # fmt: skip
