"""What ``tdkt law`` prints for a person: the answer as a short page with a table."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from tdkt_law.awards import awards
from tdkt_law.facts.codes import GROUND_NAMES, RECIPIENT_NAMES

JSON = Mapping[str, Any]
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

MARKS: Final = {"met": "✓ Đạt", "unknown": "? Chưa đủ căn cứ", "not_met": "✕ Không đạt"}
LINES: Final = {
    "met": "✓ Đủ điều kiện",
    "unknown": "? Cần bổ sung, xác minh",
    "not_met": "✕ Không đủ điều kiện",
}
COLOURS: Final = {"met": "green", "unknown": "yellow", "not_met": "red"}
SURE: Final = {
    "verified": "",
    "secondary": "nguồn thứ cấp",
    "presumed": "suy đoán",
    "analyst": "cách hiểu của người soạn",
    "memory": "chưa đối chiếu văn bản",
    "not_found": "chưa có văn bản",
}


def show(what: str, told: Any, *, first: bool) -> None:
    """Print an answer; ``what`` is awards, conditions, prize or check. An error goes to standard error."""
    if isinstance(told, Mapping) and "error" in told:
        err.print(told["error"]["message"], style="red", markup=False)
        return
    if not first:
        out.rule()
    _SHOWN[what](told)


def money(amount: int | None) -> str:
    """3.320.000 đồng; no amount: chưa có văn bản."""
    return "chưa có văn bản" if amount is None else f"{amount:,} đồng".replace(",", ".")


def _day(text: str) -> str:
    year, month, day = text.split("-")
    return f"{day}/{month}/{year}"


def _check(told: JSON) -> None:
    verdict = told["verdict"]
    out.print(f"{awards()[told['award']].name} — năm {told['year']}", style="bold", markup=False)
    suffix = " (theo kê khai)" if told["declared"] else ""
    out.print(f"{LINES[verdict]}{suffix}", style=COLOURS[verdict], markup=False)
    table = _table("Điều kiện", "Kết quả", "Cần", "Có", "Căn cứ")
    for one in told["findings"]:
        table.add_row(
            one["text"],
            f"[{COLOURS[one['verdict']]}]{MARKS[one['verdict']]}[/]",
            _plain(one["needed"]),
            _plain(one["found"]) + (f"\n→ {_plain(one['missing'])}" if one["missing"] else ""),
            _plain(one["source"]),
        )
    out.print(table)
    for reading in told["readings"]:
        out.print(f"Có nhiều cách đọc: {reading['question']}", markup=False)
        for option in reading["options"]:
            mark = "•" if option["id"] == reading["chosen"] else "◦"
            said = f"  {mark} {option['text']}: {LINES[option['verdict']]} ({option['said_by']})"
            out.print(said, markup=False)
    for one in told["contradictions"]:
        out.print(f"! {one['text']}", style="yellow", markup=False)
    if told["presumed"]:
        out.print(f"Suy đoán: {told['caveat']}", style="yellow", markup=False)
    if told["decided_by"]:
        out.print(f"Thẩm quyền: {', '.join(told['decided_by']['names'])}", markup=False)
    if told["deadline"] and told["deadline"]["day"]:
        out.print(f"Hạn nộp hồ sơ: {_day(told['deadline']['day'])}", markup=False)
    out.print(f"Tiền thưởng: {money(told['prize']['amount'])}", markup=False)


def _awards(told: list[JSON]) -> None:
    table = _table("Mã", "Tên", "Loại hình", "Độ tin cậy")
    for one in told:
        grounds = ", ".join(GROUND_NAMES[ground] for ground in one["grounds"])
        table.add_row(one["code"], _plain(one["name"]), grounds, SURE[one["confidence"]])
    out.print(table)
    out.print(f"{len(told)} danh hiệu, hình thức.", markup=False)


def _conditions(told: JSON) -> None:
    out.print(awards()[told["award"]].name, style="bold", markup=False)
    for track in told["tracks"]:
        kinds = "; ".join(RECIPIENT_NAMES[kind] for kind in track["recipients"])
        out.print(f"\n{track['name']} — {GROUND_NAMES[track['ground']]} — {kinds}", markup=False)
        out.print(
            f"{track['source']} {SURE[track['confidence']]}".strip(), style="dim", markup=False
        )
        table = _table("Mã", "Cách xét", "Điều kiện", "Căn cứ")
        for one in track["conditions"]:
            how = "máy tính" if one["kind"] == "computed" else "người xác nhận"
            table.add_row(one["id"], how, _plain(one["text"]), _plain(one["source"]))
        out.print(table)


def _prize(told: JSON) -> None:
    out.print(awards()[told["award"]].name, style="bold", markup=False)
    multiple = told["multiple"]
    times = "chưa có văn bản" if multiple is None else str(multiple).replace(".", ",")
    table = _table("Hệ số", "Lương cơ sở", "Tiền thưởng", "Căn cứ")
    table.add_row(times, money(told["base_salary"]), money(told["amount"]), _plain(told["source"]))
    out.print(table)
    for line in (told["note"], SURE[told["confidence"]]):
        if line:
            out.print(line, style="yellow", markup=False)


def _table(*heads: str) -> Table:
    table = Table(show_lines=True)
    for head in heads:
        table.add_column(head)
    return table


def _plain(text: str) -> str:
    """Brackets are text here, not markup."""
    return text.replace("[", "\\[")


_SHOWN: Final[Mapping[str, Callable[[Any], None]]] = {
    "check": _check,
    "awards": _awards,
    "conditions": _conditions,
    "prize": _prize,
}
