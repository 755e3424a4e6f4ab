"""Leadership posts by group, for orders by cống hiến: the months a person held each group or a higher one."""

from collections.abc import Mapping, Sequence
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
_GROUP_OF: Final = {post: group for group, posts in GROUPS.items() for post in posts}


def group_of(post: str) -> str | None:
    """The group of a post, or of a group's own name; None for every other post."""
    return post if post in GROUPS else _GROUP_OF.get(post)


def month_number(day: date) -> int:
    """Months from January 1900."""
    return (day.year - 1900) * 12 + day.month - 1


def months_by_group(posts: Sequence[PostHeld], until: date, *, acting: bool) -> dict[str, int]:
    """Months in each group or a higher one, up to a day. Posts held at once count once, as the highest; time too short
    in a post adds to the next lower. ``acting``: months in charge without appointment count too."""
    months: set[int] = set()
    found = {}
    for group in GROUPS:
        for held in posts:
            if group_of(held.post) == group and (acting or not held.acting):
                last = min(held.end or until, until)
                months.update(range(month_number(held.start), month_number(last) + 1))
        found[group] = len(months)
    return found
