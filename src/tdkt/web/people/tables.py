"""Tables of honours and recipients, as the pages of people and of units draw them."""

from collections.abc import Mapping, Sequence

from tdkt.kernel.dates import format_date
from tdkt.organisations.models import Organisation
from tdkt.registry.models import Honour
from tdkt.registry.people_selectors import HonourOn
from tdkt.registry.states import HonourEventKind, Standing, YearKind
from tdkt.web.links import document_url
from tdkt.web.people.ribbons import award_name
from tdkt.web.tables import Cell, Column, Row, Table

NEWEST = 20  # rows drawn at once; earlier ones wait behind a press
NAMED = 2  # successors named in a cell; a split into more is counted

_COLUMNS = [
    Column("Danh hiệu, hình thức"),
    Column("Thành tích", nowrap=True),
    Column("Quyết định", nowrap=True),
    Column("Đơn vị khi đó"),
    Column("Đối chiếu", nowrap=True),
]
_STATE = Column("Tình trạng")


def honours_table(
    history: Sequence[HonourOn],
    *,
    became: Mapping[int, Sequence[Organisation]],
    caption: str = "Các lần khen thưởng",
) -> Table:
    """Newest first, with decision, unit of that day and what that unit is now, standing, and what befell it."""
    with_state = any(entry.events for entry in history)
    rows = [
        Row(_cells(entry, became) + ([_state(entry)] if with_state else [])) for entry in history
    ]
    columns = [*_COLUMNS, _STATE] if with_state else _COLUMNS
    return Table(caption, columns, rows)


def honours_tables(
    history: Sequence[HonourOn], *, became: Mapping[int, Sequence[Organisation]]
) -> tuple[Table | None, Table | None]:
    """The newest honours, and the earlier ones a page shows on request; None where there are none."""
    newest, earlier = history[:NEWEST], history[NEWEST:]
    return (
        honours_table(newest, became=became) if newest else None,
        honours_table(earlier, became=became, caption="Các lần trước đó") if earlier else None,
    )


def _cells(entry: HonourOn, became: Mapping[int, Sequence[Organisation]]) -> list[object]:
    honour = entry.honour
    notes = [honour.get_method_display()] + ["truy tặng"] * honour.is_posthumous
    if entry.name_now != honour.name_then:
        notes.append(f"tên đính chính: {entry.name_now} (khi đó ghi {honour.name_then})")
    return [
        Cell(award_name(honour.award), award=entry.counts, note="; ".join(notes)),
        _achieved(honour),
        _decision(honour),
        _unit(honour, became),
        Cell(
            honour.get_standing_display(),
            mark="ok" if honour.standing == Standing.CHECKED else "warn",
        ),
    ]


def _achieved(honour: Honour) -> Cell:
    period = (
        f"giai đoạn {honour.period_from}-{honour.period_to}"
        if honour.period_from and honour.period_to
        else ""
    )
    if honour.year is None:
        return Cell(period or None)
    school = honour.year_kind == YearKind.SCHOOL
    words = f"năm học {honour.year}-{honour.year + 1}" if school else f"năm {honour.year}"
    return Cell(words, note=period)


def _decision(honour: Honour) -> Cell:
    day = f"ngày {format_date(honour.decided_on)}" if honour.decided_on else ""
    if honour.document is None:
        return Cell("chưa có số quyết định", note=day)
    return Cell(
        honour.document.reference or honour.document.kind, document_url(honour.document), day
    )


def _unit(honour: Honour, became: Mapping[int, Sequence[Organisation]]) -> Cell:
    written = honour.unit_then or (honour.organisation.name if honour.organisation else None)
    notes = [honour.post_then] if honour.post_then else []
    if honour.organisation and (now := became.get(honour.organisation_id or 0)):
        more = f" và {len(now) - NAMED} đơn vị khác" if len(now) > NAMED else ""
        # A body's own award writes the body above it here; what ended is then named, not "Tỉnh nay là xã".
        own = honour.organisation.name
        ended = "" if (written or "").startswith(own) else f"{own} "
        notes.append(f"{ended}nay là " + ", ".join(body.name for body in now[:NAMED]) + more)
    return Cell(written, note="; ".join(notes))


def _state(entry: HonourOn) -> Cell:
    if not entry.events:
        return Cell("đang tính")
    said = [
        f"{event.get_kind_display()} từ {format_date(event.on)}"
        + (f", {event.document.reference}" if event.document else "")
        + f": {event.reason}"
        for event in entry.events
    ]
    if entry.ended is not None:
        words = "đã tước" if entry.ended.kind == HonourEventKind.STRIPPED else "đã hủy bỏ"
        return Cell(words, mark="bad", note="; ".join(said))
    return Cell("đang tính", note="; ".join(said))
