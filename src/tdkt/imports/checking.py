"""The check of a whole file: rows read block by block, judged by the kind's checker, staged outside the records."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, Final, Protocol

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import REFUSED, Batch, Readers, Said
from tdkt.imports.cells import shown
from tdkt.imports.check_collectives import CollectivesChecker
from tdkt.imports.check_disciplines import DisciplinesChecker
from tdkt.imports.check_documents import DocumentsChecker
from tdkt.imports.check_honours import HonoursChecker
from tdkt.imports.check_indicators import IndicatorsChecker
from tdkt.imports.check_initiatives import InitiativesChecker
from tdkt.imports.check_organisations import OrganisationsChecker
from tdkt.imports.check_people import PeopleChecker
from tdkt.imports.check_posts import PostsChecker
from tdkt.imports.check_ratings import RatingsChecker
from tdkt.imports.columns import COLUMNS
from tdkt.imports.files import Package
from tdkt.imports.headers import SEARCHED_ROWS, SKIPPED_SHEETS, Header, find_header, is_numbering
from tdkt.imports.sections import is_section
from tdkt.imports.sheets import Cell, ErrorCell, Sheet, read_sheets
from tdkt.imports.staging import Progress, Stage
from tdkt.imports.states import ImportKind
from tdkt.kernel.answers import Refused
from tdkt.kernel.text import fold

PREVIEW_ROWS: Final = 200
_FIRST_NAMES: Final = 5


class Checker(Protocol):
    """Judges blocks of one kind: sets each row's outcome, refuses, warns, and stages what passes."""

    block_rows: int

    def __init__(self, actor: Reach, on: date) -> None: ...

    def check(self, batch: Batch, stage: Stage) -> None: ...

    def close(self, stage: Stage) -> None: ...


CHECKERS: Final[dict[ImportKind, type[Checker]]] = {
    ImportKind.HONOURS: HonoursChecker,
    ImportKind.PEOPLE: PeopleChecker,
    ImportKind.ORGANISATIONS: OrganisationsChecker,
    ImportKind.DOCUMENTS: DocumentsChecker,
    ImportKind.INDICATORS: IndicatorsChecker,
    ImportKind.RATINGS: RatingsChecker,
    ImportKind.INITIATIVES: InitiativesChecker,
    ImportKind.DISCIPLINES: DisciplinesChecker,
    ImportKind.POSTS: PostsChecker,
    ImportKind.COLLECTIVES: CollectivesChecker,
}


@dataclass
class CheckResult:
    """What a check found. ``first_names`` are those of the first rows that would be added or changed."""

    counts: Counter[str] = field(default_factory=Counter)
    warned: int = 0
    notes: list[str] = field(default_factory=list)
    first_names: list[str] = field(default_factory=list)


def check_file(
    *, package: Package, kind: ImportKind, actor: Reach, on: date, common: dict[str, str], stage: Stage,
    progress: Progress,
) -> CheckResult:  # fmt: skip
    """Check every table of the file. Raises Refused when the file as a whole cannot be taken."""
    readers = Readers(kind, common)
    if faults := readers.common_faults():
        raise Refused(f"Giá trị chung của danh sách chưa đúng. {' '.join(faults)}")
    progress.tell("doc", 0, 0)
    checker = CHECKERS[kind](actor, on)
    result = CheckResult()
    done, total, found_table = 0, 0, False
    for sheet in read_sheets(package):
        total = done + sheet.height  # a sheet's height is known once it is open
        header = _header(sheet, kind, readers, result)
        if header is not None:
            found_table = True
            for batch in _batches(sheet, header, kind, checker.block_rows, stage, result):
                batch.read(readers)
                checker.check(batch, stage)
                _tell(batch, stage, result)
                stage.flush()
                done += len(batch)
                progress.tell("kiem-tra", min(done, total), total)
    if not found_table:
        raise Refused(_no_header_words(kind))
    if not result.counts.total():
        raise Refused("Danh sách không có dòng dữ liệu nào dưới dòng tiêu đề.")
    checker.close(stage)
    progress.tell("kiem-tra", done, done)
    return result


def _header(sheet: Sheet, kind: ImportKind, readers: Readers, result: CheckResult) -> Header | None:
    if fold(sheet.name) in SKIPPED_SHEETS:
        return None
    header = find_header(sheet, kind)
    if header is None:
        result.notes.append(
            f"Trang “{sheet.name}” không có dòng tiêu đề của loại danh sách này: bỏ qua."
        )
        return None
    if missing := header.missing(kind, frozenset(readers.common)):
        names = "; ".join(f"“{column.header}”" for column in missing)
        raise Refused(
            f"Trang “{sheet.name}”, dòng tiêu đề {header.row + 1}: thiếu cột {names}. "
            "Hãy thêm cột, hoặc đặt tên cột như trong tệp mẫu."
        )
    if header.ignored:
        result.notes.append(
            f"Trang “{sheet.name}”: không dùng đến các cột {'; '.join(header.ignored)}."
        )
    return header


def _no_header_words(kind: ImportKind) -> str:
    required = "; ".join(f"“{column.header}”" for column in COLUMNS[kind] if column.required)
    return (
        f"Không tìm thấy dòng tiêu đề trong {SEARCHED_ROWS} dòng đầu của trang nào. "
        f"Danh sách {kind.label.lower()} cần các cột {required}. Hãy dùng tệp mẫu hoặc sửa dòng tiêu đề."
    )


def _batches(
    sheet: Sheet, header: Header, kind: ImportKind, size: int, stage: Stage, result: CheckResult
) -> Iterator[Batch]:
    data = _data_rows(sheet, header, stage, result)
    while block := list(islice(data, size)):
        yield Batch(sheet, header, kind, [n for n, _ in block], [row for _, row in block])


def _data_rows(
    sheet: Sheet, header: Header, stage: Stage, result: CheckResult
) -> Iterator[tuple[int, list[Cell]]]:
    """Rows below the header that are filled; section lines are left out and said."""
    merged_rows = _merged_rows(sheet, header)
    by_row: dict[int, dict[int, str]] = {}
    for (at, column), code in sheet.errors.items():
        by_row.setdefault(at, {})[column - sheet.left] = code
    width = max(header.places.values()) + 1
    for number, row in enumerate(sheet.rows()):
        if number <= header.row:
            continue
        for place, code in by_row.get(number, {}).items():
            row[place] = ErrorCell(code)
        blank = row.count("")
        if blank == len(row):
            continue
        if number == header.row + 1 and is_numbering(row):
            continue
        if blank >= len(row) - 2 and is_section(row):
            said = next(shown(cell) for cell in row if cell != "" and len(shown(cell)) > 3)
            _note(stage, result, sheet, number, said)
            continue
        if number in merged_rows:
            raise Refused(
                f"Trang “{sheet.name}”: các ô {merged_rows[number]} bị gộp trong vùng dữ liệu nên không rõ giá trị "
                "thuộc dòng nào. Hãy bỏ gộp ô (Unmerge Cells) và ghi giá trị vào từng dòng."
            )
        if len(row) < width:
            row.extend([""] * (width - len(row)))
        yield number, row


def _merged_rows(sheet: Sheet, header: Header) -> dict[int, str]:
    return {
        row: str(merge)
        for merge in sheet.merged
        for row in range(max(merge.top, header.row + 1), min(merge.bottom, merge.top + 5000) + 1)
    }


def _note(stage: Stage, result: CheckResult, sheet: Sheet, number: int, said: str) -> None:
    result.warned += 1
    reason = "Được coi là dòng đề mục, không phải dòng dữ liệu."
    stage.put(
        "warnings", list(Said(sheet.name, number + 1, f"dòng {number + 1}", "", said[:80], reason))
    )


def _tell(batch: Batch, stage: Stage, result: CheckResult) -> None:
    """Count outcomes; findings and the first rows go to the stage for the screen and the returned file."""
    for i, said in sorted(batch.refusals.items()):
        batch.outcome[i] = REFUSED
        _put_said(stage, "refusals", said)
    for i, said in sorted(batch.warnings.items()):
        if i not in batch.refusals:
            result.warned += 1
            _put_said(stage, "warnings", said)
    for kind, count in Counter(batch.outcome).items():
        before = result.counts[kind]
        result.counts[kind] += count
        if kind != REFUSED and before < PREVIEW_ROWS:
            _preview(batch, kind, PREVIEW_ROWS - before, stage, result)


def _put_said(stage: Stage, table: str, said: Iterable[Any]) -> None:
    for one in said:
        stage.put(table, list(one))


def _preview(batch: Batch, kind: str, room: int, stage: Stage, result: CheckResult) -> None:
    places = sorted(batch.header.places.items(), key=lambda item: item[1])
    chosen = [i for i, outcome in enumerate(batch.outcome) if outcome == kind][:room]
    for i in chosen:
        name = batch.values["name" if "name" in batch.values else "title"][i]
        text = getattr(name, "text", name) or ""
        if kind in {"them", "sua"} and len(result.first_names) < _FIRST_NAMES:
            result.first_names.append(str(text))
        seen = {key: shown(batch.raw[i][place]) for key, place in places if key != "national_id"}
        stage.put(f"preview-{kind}", [batch.sheet.name, batch.numbers[i] + 1, seen])
