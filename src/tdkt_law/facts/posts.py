"""Leadership posts by group, for orders by cống hiến: the months a person held each group or a higher one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from tdkt_law.facts.model import PostHeld

# The highest first (NĐ 152/2025 Điều 11–21). A post not named here is kept and counts in no group.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "chu_chot": ("tong_bi_thu", "chu_tich_nuoc", "thu_tuong", "chu_tich_quoc_hoi"),
    "nhom_2": (
        "thuong_truc_ban_bi_thu", "uy_vien_bo_chinh_tri", "uy_vien_ban_bi_thu", "chu_tich_ubtw_mttq",
        "chanh_an_tandtc", "vien_truong_vksndtc", "pho_chu_tich_nuoc", "pho_thu_tuong",
        "pho_chu_tich_quoc_hoi",
    ),
    "bo_truong": ("bo_truong", "bi_thu_tinh_uy"),
    "thu_truong": (
        "thu_truong", "pho_bi_thu_tinh_uy", "chu_tich_hdnd_tinh", "chu_tich_ubnd_tinh",
    ),
    "tong_cuc_truong": ("tong_cuc_truong", "truong_doan_dbqh"),
    "pho_tong_cuc_truong": (
        "pho_tong_cuc_truong", "uy_vien_btv_tinh_uy", "chu_tich_mttq_tinh", "pho_chu_tich_hdnd_tinh",
        "pho_chu_tich_ubnd_tinh", "pho_truong_doan_dbqh",
    ),
    "vu_truong": (
        "vu_truong", "tinh_uy_vien", "giam_doc_so", "truong_ban_dang_tinh", "truong_doan_the_tinh",
        "bi_thu_huyen_uy",
    ),
    "pho_vu_truong": (
        "pho_vu_truong", "pho_giam_doc_so", "pho_chu_tich_mttq_tinh", "pho_bi_thu_huyen_uy",
        "chu_tich_hdnd_huyen", "chu_tich_ubnd_huyen", "uy_vien_ubkt_tinh_uy", "truong_hoi_cap_tinh",
    ),
}  # fmt: skip
# Until 31/12/2023 two groups were cut otherwise, below the same leaders (NĐ 65/2014 Điều 9–11).
GROUPS_UNTIL_2023: Final[Mapping[str, tuple[str, ...]]] = {
    **{group: GROUPS[group] for group in ("chu_chot", "nhom_2", "bo_truong", "thu_truong")},
    "vu_truong_nd65": (
        "vu_truong", "uy_vien_btv_tinh_uy", "pho_truong_doan_dbqh", "pho_chu_tich_hdnd_tinh",
        "pho_chu_tich_ubnd_tinh", "chu_tich_mttq_tinh",
    ),
    "giam_doc_so_nd65": (
        "pho_vu_truong", "giam_doc_so", "truong_ban_dang_tinh", "truong_doan_the_tinh",
        "pho_chu_tich_mttq_tinh", "bi_thu_huyen_uy", "chu_tich_hdnd_huyen", "chu_tich_ubnd_huyen",
    ),
}  # fmt: skip
ALL_GROUPS: Final = tuple(dict.fromkeys((*GROUPS, *GROUPS_UNTIL_2023)))
_GROUP_OF: Final = {post: group for group, posts in GROUPS.items() for post in posts}


def group_of(post: str) -> str | None:
    """The group of a post, or of a group's own name; None for every other post."""
    return post if post in ALL_GROUPS else _GROUP_OF.get(post)


def month_number(day: date) -> int:
    """Months from January 1900."""
    return (day.year - 1900) * 12 + day.month - 1


def months_by_group(posts: Sequence[PostHeld], until: date, *, acting: bool) -> dict[str, int]:
    """Months in each group or a higher one, up to a day, under either way of grouping.

    Posts held at once count once, as the highest; time too short in a post adds to the next lower. ``acting``: months
    in charge without appointment count too.
    """
    return {
        group: months
        for ranking in (GROUPS_UNTIL_2023, GROUPS)
        for group, months in _months(ranking, posts, until, acting=acting)
    }


def _months(
    ranking: Mapping[str, tuple[str, ...]], posts: Sequence[PostHeld], until: date, *, acting: bool
) -> Iterator[tuple[str, int]]:
    months: set[int] = set()
    for group, members in ranking.items():
        for held in posts:
            if (held.post == group or held.post in members) and (acting or not held.acting):
                last = min(held.end or until, until)
                months.update(range(month_number(held.start), month_number(last) + 1))
        yield group, len(months)
