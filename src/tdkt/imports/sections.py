"""Lines of a list that are no data: "I. Tập thể", "Danh sách gồm 12 người./."."""

import re
from collections.abc import Sequence
from typing import Final

from tdkt.imports.cells import shown
from tdkt.imports.sheets import Cell
from tdkt.kernel.text import fold

_NUMERAL: Final = re.compile(r"(?:[IVX]+|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*)\.?\)?")
_NUMBERED: Final = re.compile(r"(?:[IVX]+|[A-HĐ])[.)\-:]\s*\S.*", re.DOTALL)
_HEADINGS: Final = frozenset(
    ("tap the", "ca nhan", "ho gia dinh", "tap the ca nhan", "doi voi tap the", "doi voi ca nhan", "tong cong", "tong so", "cong")
)  # fmt: skip
_CLOSINGS: Final = (
    "danh sach gom ",
    "danh sach nay co ",
    "an dinh danh sach ",
    "tong cong co ",
    "tong so co ",
)


def is_section(row: Sequence[Cell]) -> bool:
    """Does the row hold only a heading or a closing line, perhaps with a numeral before it?

    >>> is_section(["I", "TẬP THỂ", "", ""]), is_section(["II. Cá nhân", "", ""]), is_section(["", "Lò Thị Ân", ""])
    (True, True, False)
    """
    filled = [shown(cell) for cell in row if cell != ""]
    if not 1 <= len(filled) <= 2:
        return False
    text = filled[-1]
    if len(filled) == 2 and not _NUMERAL.fullmatch(filled[0]):
        return False
    folded = fold(text)
    if folded in _HEADINGS:
        return True
    return len(filled) == 1 and (
        folded.startswith(_CLOSINGS) or bool(_NUMBERED.fullmatch(text)) or text.endswith("./.")
    )
