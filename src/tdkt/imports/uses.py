"""On which awards was an initiative spent? A cell such as "Chiến sĩ thi đua cơ sở 2022; BK tỉnh năm 2023"."""

import re
from typing import Final

from tdkt.imports.cells import Fault
from tdkt.kernel.dates import AwardYear, UnreadableDate
from tdkt.kernel.text import fold
from tdkt.registry.award_names import UnreadableAward, award_by_name

_NONE: Final = frozenset(("chua dung", "chua", "khong", "chua su dung", "chua dung lan nao"))
_PART: Final = re.compile(
    r"(.+?)[\s,(]+((?:năm học|năm)?\s*\d{4}(?:\s*[-–]\s*\d{4})?)\)?", re.IGNORECASE
)

Uses = tuple[tuple[str, AwardYear], ...]


def uses_read(text: str, *, place: str) -> Uses | Fault:
    """(award's code, year) of each part; empty for "chưa dùng". ``place`` is the province's name, for its awards.

    >>> uses_read("chưa dùng", place="Lai Châu")
    ()
    """
    if fold(text) in _NONE:
        return ()
    found = []
    for part in filter(None, (one.strip() for one in re.split(r"[;\n]", text))):
        match = _PART.fullmatch(part)
        if match is None:
            return Fault(
                f"“{part[:60]}”: hãy ghi danh hiệu, hình thức rồi đến năm, ví dụ Chiến sĩ thi đua cơ sở 2022."
            )
        try:
            found.append((award_by_name(match[1], place=place).code, AwardYear.parse(match[2])))
        except (UnreadableAward, UnreadableDate) as error:
            return Fault(str(error))
    return tuple(found)
