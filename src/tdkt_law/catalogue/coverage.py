"""What the catalogue covers, as a page in Vietnamese: award × regime × (computed, attested, text not to be had).

``python -m tdkt_law.catalogue.coverage docs/law-coverage.md`` writes it; a test keeps the file equal to what is generated.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from tdkt_law.awards import Award, awards
from tdkt_law.catalogue.catalogue import Catalogue, descend
from tdkt_law.catalogue.load import catalogue, document
from tdkt_law.catalogue.model import Condition, Confidence, Regime, TrackVersion

_JOINTS: Final = frozenset({"all", "any", "first_known", "not", "reading"})
_HEADS: Final = {
    "nd42_65": "NĐ 42, 65",
    "nd91": "NĐ 91",
    "nd98": "NĐ 98",
    "nd152": "NĐ 152",
    "luat2026": "Luật 2026",
}
_CONFIDENCE: Final = {
    Confidence.VERIFIED: "đã đối chiếu",
    Confidence.SECONDARY: "nguồn thứ cấp",
    Confidence.PRESUMED: "suy đoán",
    Confidence.ANALYST: "cách hiểu của người làm",
    Confidence.MEMORY: "theo trí nhớ",
    Confidence.NOT_FOUND: "chưa có văn bản",
}
_MARK: Final = {
    Confidence.SECONDARY: "ᵗ",
    Confidence.PRESUMED: "ˢ",
    Confidence.ANALYST: "ʰ",
    Confidence.MEMORY: "ⁿ",
}
_INTRODUCTION: Final = """\
# Phạm vi của dữ liệu pháp luật

Trang này do `python -m tdkt_law.catalogue.coverage` tạo từ dữ liệu; không sửa tay.

Mỗi ô của bảng thứ nhất ghi ba số, cách nhau bằng dấu gạch chéo: số điều kiện **máy tính được** từ hồ sơ / số điều kiện
**người có thẩm quyền xác nhận** / số trường hợp **chưa có văn bản** (máy trả lời “Chưa đủ căn cứ” và nêu văn bản thiếu). Điều kiện
dùng ở nhiều trường hợp của một hình thức chỉ tính một lần; điều kiện chung của mọi hình thức (bảng cuối) không tính ở đây. “–” là
thời gian đó không có danh hiệu, hình thức này. Mỗi chế độ lấy tiêu chuẩn của ngày cuối, chế độ đang áp dụng lấy ngày đầu.

Dấu sau ô là mức tin cậy thấp nhất của các trường hợp có tiêu chuẩn: không dấu là đã đối chiếu văn bản; ᵗ nguồn thứ cấp; ˢ suy đoán từ
văn bản liền kề; ʰ cách hiểu của người làm; ⁿ theo trí nhớ. Riêng chế độ Luật 2026 chưa có văn bản: mọi giá trị mang sang đều là suy đoán.
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """What the catalogue holds of an award in a regime: conditions by who decides them, tracks without a text."""

    computed: int
    attested: int
    without_text: int
    weakest: Confidence

    def __str__(self) -> str:
        mark = _MARK.get(self.weakest, "")
        return f"{self.computed} / {self.attested} / {self.without_text}{mark}"


def asked_day(regime: Regime) -> date:
    """The day that stands for a regime: its last, or the first of the one that goes on."""
    return regime.end or regime.start


def leaves(condition: Condition) -> Iterator[Condition]:
    """The conditions that are decided by themselves, not by their parts."""
    return (one for one in descend(condition) if one.kind not in _JOINTS)


def cell(law: Catalogue, award: str, day: date) -> Cell | None:
    """The counts of an award on a day; None when it has no track that day."""
    versions = [v for track in law.tracks(award) if (v := law.criterion(track, day))]
    if not versions:
        return None
    found = {one.id: one.kind for v in versions if v.when is not None for one in leaves(v.when)}
    kinds = Counter(kind == "attested" for kind in found.values())
    return Cell(
        computed=kinds[False],
        attested=kinds[True],
        without_text=sum(v.when is None for v in versions),
        weakest=_weakest(versions),
    )


def _weakest(versions: Sequence[TrackVersion]) -> Confidence:
    order = list(Confidence)
    known = [v.confidence for v in versions if v.when is not None]
    return max(known, key=order.index, default=Confidence.NOT_FOUND)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join([_row(head), _row(["---"] * len(head)), *map(_row, rows)]) + "\n"


def _awards(law: Catalogue, regimes: Sequence[Regime]) -> str:
    shown: list[Award] = [one for one in awards().values() if law.tracks(one.code)]
    cells = {
        one.code: [cell(law, one.code, asked_day(regime)) for regime in regimes] for one in shown
    }
    rows = [[one.name, *(str(c) if c else "–" for c in cells[one.code])] for one in shown]
    sums = [[c for c in column if c] for column in zip(*cells.values(), strict=True)]
    total = [
        f"{sum(c.computed for c in column)} / {sum(c.attested for c in column)} / {sum(c.without_text for c in column)}"
        for column in sums
    ]
    heads = [_HEADS.get(regime.id, regime.name) for regime in regimes]
    table = _table(["Danh hiệu, hình thức", *heads], [*rows, ["**Cộng**", *total]])
    return f"## Tiêu chuẩn\n\n{table}"


def _versions(law: Catalogue) -> str:
    counts = Counter(
        (v.confidence, v.start.year < 2024)
        for code in law.awards
        for track in law.tracks(code)
        for v in track.versions
    )
    rows = [
        [name, str(counts[confidence, True]), str(counts[confidence, False])]
        for confidence, name in _CONFIDENCE.items()
    ]
    head = ["Mức tin cậy", "Phiên bản bắt đầu trước 01/01/2024", "từ 01/01/2024"]
    return f"## Mức tin cậy của tiêu chuẩn\n\n{_table(head, rows)}"


def _values(law: Catalogue, topics: Sequence[tuple[str, str]]) -> str:
    rows = []
    for topic, label in topics:
        counts = Counter(one.confidence for one in law.values(topic))
        rows.append([label, *(str(counts[confidence]) for confidence in _CONFIDENCE)])
    return f"## Giá trị theo chủ đề\n\n{_table(['Chủ đề', *_CONFIDENCE.values()], rows)}"


def _regimes(law: Catalogue, regimes: Sequence[Regime]) -> str:
    rows = []
    for regime in regimes:
        until = f"{regime.end:%d/%m/%Y}" if regime.end else "nay"
        grounds = {ground for code in law.awards for ground in (t.ground for t in law.tracks(code))}
        texts = {
            one.text
            for ground in grounds
            for condition in law.general(asked_day(regime), ground)
            for one in leaves(condition)
        }
        joined = "; ".join(sorted(texts)) or "chưa có"
        rows.append([regime.name, f"{regime.start:%d/%m/%Y} – {until}", regime.caveat, joined])
    head = ["Chế độ", "Thời gian", "Lưu ý", "Điều kiện chung"]
    return f"## Chế độ\n\n{_table(head, rows)}"


def _missing(law: Catalogue) -> str:
    rows = [[one.cited_as, one.note or "–"] for one in law.instruments.values() if not one.has_text]
    return f"## Văn bản chưa có để đối chiếu\n\n{_table(['Văn bản', 'Ghi chú'], rows)}"


def coverage(law: Catalogue, topics: Sequence[tuple[str, str]]) -> str:
    """The page. ``topics``: (topic, label) of the values to count."""
    regimes = list(law.regimes.values())
    parts = [
        _INTRODUCTION,
        _awards(law, regimes),
        _versions(law),
        _values(law, topics),
        _regimes(law, regimes),
        _missing(law),
    ]
    return "\n".join(parts)


def national() -> str:
    """The page of the catalogue that comes with the package."""
    topics = document()["topics"]["topics"]
    return coverage(catalogue(), [(topic, schema["label"]) for topic, schema in topics.items()])


def main(arguments: Sequence[str]) -> int:
    """Write the page to the file named."""
    Path(arguments[0]).write_text(national(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
