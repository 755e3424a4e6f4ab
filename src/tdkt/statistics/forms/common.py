"""Rows and columns that several forms share, and what the circulars say of them."""

from typing import Final

from tdkt.registry.states import Method, RecipientGroup, RecipientKind
from tdkt.statistics.forms.shapes import Check, Column, Row
from tdkt.statistics.where import Where, where

CIRCULAR: Final = "Thông tư số 02/2023/TT-BNV ngày 23/3/2023"
FIRST_YEAR: Final = 2023  # of the circular: a year before is printed on it again
NEXT_CIRCULAR: Final = (2025, "Thông tư số 18/2025/TT-BNV ngày 08/10/2025")
RECEIVER: Final = "Bộ Nội vụ (Ban Thi đua - Khen thưởng Trung ương)"
GROUPS: Final = (
    ("lãnh đạo cấp bộ, cấp tỉnh và tương đương trở lên", RecipientGroup.PROVINCE_LEADER),
    ("lãnh đạo cấp vụ, sở, ngành và tương đương", RecipientGroup.DEPARTMENT_LEADER),
    ("doanh nhân", RecipientGroup.ENTREPRENEUR),
    ("các cấp lãnh đạo khác từ phó phòng trở lên", RecipientGroup.OTHER_LEADER),
    (
        "người trực tiếp công tác, lao động, học tập, chiến đấu, phục vụ chiến đấu",
        RecipientGroup.DIRECT_WORKER,
    ),
)
LEADERS: Final = (
    RecipientGroup.PROVINCE_LEADER,
    RecipientGroup.DEPARTMENT_LEADER,
    RecipientGroup.OTHER_LEADER,
)
NOT_LEADERS: Final = (RecipientGroup.ENTREPRENEUR, RecipientGroup.DIRECT_WORKER)
ENTREPRENEURS_NOTE: Final = "Doanh nhân tính vào cột “cá nhân không giữ chức vụ lãnh đạo”."
COLLECTIVES: Final = where(kind=RecipientKind.COLLECTIVE)
PERSONS: Final = where(kind=RecipientKind.PERSON)


def head(number: str) -> tuple[str, ...]:
    """The lines at the top left of a form of the circular."""
    return (
        f"Biểu số: {number}/BNV-TĐKT",
        f"Ban hành theo {CIRCULAR}",
        "Ngày nhận báo cáo: ngày 15 tháng 12 năm báo cáo",
    )


def circular_notes(year: int) -> tuple[str, ...]:
    """What stands under a form printed for a year the circular's layout was not made for."""
    since, name = NEXT_CIRCULAR
    if year >= since:
        return (f"{name}: chưa có mẫu; biểu này in theo {CIRCULAR}.",)
    return (f"Lập lại theo biểu {CIRCULAR}.",) if year < FIRST_YEAR else ()


def recipient_rows(first: int) -> list[Row]:
    """By recipient: nine rows from number ``first``, with their heading."""
    rows = [
        Row("", "Chia theo đối tượng khen thưởng", is_heading=True),
        Row(f"{first:02d}", "Tập thể", COLLECTIVES, 1),
        Row(
            f"{first + 1:02d}", "trong đó: doanh nghiệp", COLLECTIVES & where(is_enterprise=True), 2
        ),
        Row(f"{first + 2:02d}", "Hộ gia đình", where(kind=RecipientKind.HOUSEHOLD), 1),
        Row(f"{first + 3:02d}", "Cá nhân", PERSONS, 1),
    ]
    for place, (label, group) in enumerate(GROUPS, first + 4):
        rows.append(Row(f"{place:02d}", f"+ {label}", PERSONS & where(group=group), 2))
    return rows


def method_rows(first: int) -> list[Row]:
    """By method: seven rows from number ``first``, with their heading."""
    heading = Row("", "Chia theo phương thức khen thưởng", is_heading=True)
    return [
        heading,
        *(
            Row(
                f"{place:02d}", f"Khen thưởng {method.label.lower()}", where(method=method.value), 1
            )
            for place, method in enumerate(Method, first)
        ),
    ]


def recipient_checks(first: int, methods: int) -> tuple[Check, ...]:
    """What must agree in a form with these rows: ``first`` of the recipients, ``methods`` the first method."""
    groups = tuple(f"{first + place:02d}" for place in range(4, 9))
    return (
        Check(
            "Tổng số = tập thể + hộ gia đình + cá nhân", ("01",),
            (f"{first:02d}", f"{first + 2:02d}", f"{first + 3:02d}"),
        ),
        Check("Cá nhân = tổng năm nhóm đối tượng", (f"{first + 3:02d}",), groups),
        Check(
            "Tổng số = tổng các phương thức", ("01",),
            tuple(f"{methods + place:02d}" for place in range(len(Method))),
        ),
    )  # fmt: skip


def pair(
    number: str, *heads: str, of: Where, numbers: tuple[str, str] | None = None
) -> tuple[Column, Column]:
    """Two columns, collectives and persons, under the same headings."""
    one, two = numbers or (f"{number}a", f"{number}b")
    return (
        Column(one, (*heads, "Tập thể"), of & COLLECTIVES),
        Column(two, (*heads, "Cá nhân"), of & PERSONS),
    )
