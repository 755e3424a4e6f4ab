"""Facts in Parquet: columns written, and read back batch by batch, without a copy where nothing is null.

What the numbers are about (``year``, ``proposed_on``) stands in the file's metadata beside the version of the format.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tdkt_law.columns import UPPER, Columns
from tdkt_law.screening.layout import ID, FactsFileError, Sort, check_schema, sort_of

FORMAT: Final = b"tdkt.facts"
VERSION: Final = b"1"
YEAR: Final = b"tdkt.year"
PROPOSED_ON: Final = b"tdkt.proposed_on"
ROWS: Final = 65_536
"""Rows of a row group written, and of a batch read: what one chunk of the evaluator takes."""

_WIDE: Final = pa.decimal128(20, 0)
"""Spark has no unsigned 64 bits; it reads them as decimals of twenty places."""


@dataclass(frozen=True, slots=True)
class FactsFile:
    """A facts file, or a folder of them, checked as far as names and types go.

    ``groups``: (file, number of the row group) in the order of the rows, ``footers`` those of the files. ``year`` and ``proposed_on`` None where the
    file does not say.
    """

    path: Path
    names: tuple[str, ...]
    id_type: pa.DataType
    rows: int
    groups: tuple[tuple[Path, int], ...]
    footers: Mapping[Path, pq.FileMetaData]
    year: int | None
    proposed_on: date | None


def open_facts(path: Path, known: Mapping[str, Sort]) -> FactsFile:
    """The facts file at a path, or the folder of the files some other program wrote it in.

    Raises: FactsFileError naming path, column and what is allowed.
    """
    files = _files(path)
    groups: list[tuple[Path, int]] = []
    footers: dict[Path, pq.FileMetaData] = {}
    first: pa.Schema | None = None
    for file in files:
        footers[file] = footer = _footer(file)
        schema = footer.schema.to_arrow_schema()
        check_schema(file, schema, known)
        _check_version(file, schema.metadata or {})
        if first is not None and not schema.equals(first):
            raise FactsFileError(file, f"có cột khác với {files[0].name} trong cùng thư mục.")
        first = first or schema
        groups += [(file, i) for i in range(footer.num_row_groups)]
    assert first is not None
    told = first.metadata or {}
    year, proposed = told.get(YEAR), told.get(PROPOSED_ON)
    try:
        return FactsFile(
            path, tuple(first.names), first.field(ID).type, sum(f.num_rows for f in footers.values()),
            tuple(groups), footers, int(year) if year else None,
            date.fromisoformat(proposed.decode()) if proposed else None,
        )  # fmt: skip
    except ValueError:
        raise FactsFileError(
            files[0],
            "phần mô tả ghi năm hoặc ngày không đọc được (tdkt.year: 2025; tdkt.proposed_on: 2025-11-20).",
        ) from None


def read_groups(
    file: Path, groups: Sequence[int], names: Sequence[str], footer: pq.FileMetaData | None = None
) -> Iterator[pa.RecordBatch]:
    """The rows of some row groups in batches of at most ``ROWS``; ``footer`` spares reading it again.

    Raises: FactsFileError for a file that is damaged.
    """
    columns = list(names)
    try:
        with pq.ParquetFile(file, memory_map=True, metadata=footer) as source:
            for group in groups:
                if source.metadata.row_group(group).num_rows <= ROWS:
                    yield from source.read_row_group(group, columns, use_threads=False).to_batches()
                else:
                    yield from source.iter_batches(
                        batch_size=ROWS, row_groups=[group], columns=columns, use_threads=False
                    )
    except (pa.ArrowException, OSError) as error:
        raise FactsFileError(file, f"tệp hỏng, không đọc hết được ({error}).") from None


def columns_of_batch(batch: pa.RecordBatch, known: Mapping[str, Sort], path: object) -> Columns:
    """A batch as the evaluator's columns.

    A column without a null is the batch's own memory; one of nulls alone is left out. Raises: FactsFileError for a
    value no fact can have.
    """
    arrays: dict[str, NDArray[Any]] = {}
    found: dict[str, Sort] = {}
    names = set(batch.schema.names)
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if name == ID:
            continue
        sort = sort_of(name, known)
        if sort is None:
            raise KeyError(name)
        upper = name.endswith(UPPER)
        if column.null_count == len(column):
            continue
        arrays[name], found[name] = _numbers(column, sort.most if upper else sort.least), sort
        open_end = sort is not Sort.TRUTH and name + UPPER not in names and not upper
        if column.null_count and open_end:
            arrays[name + UPPER] = _numbers(column, sort.most)
    for name, sort in found.items():
        _check(path, name, arrays, sort)
    return Columns(batch.num_rows, arrays)


def write_facts(
    path: Path,
    ids: Sequence[int] | Sequence[str],
    columns: Columns,
    *,
    year: int,
    proposed_on: date,
    known: Mapping[str, Sort],
) -> None:
    """Write columns as a facts file, whole or not at all. Raises: FactsFileError for a column nobody knows."""
    table = facts_table(pa.array(ids), columns, year=year, proposed_on=proposed_on)
    check_schema(path, table.schema, known)
    write_table(path, table)


def facts_table(ids: pa.Array, columns: Columns, *, year: int, proposed_on: date) -> pa.Table:
    """Columns as a table in the facts file's layout, metadata included; its memory is the columns' own."""
    told = {
        FORMAT: VERSION, YEAR: str(year).encode(), PROPOSED_ON: proposed_on.isoformat().encode(),
    }  # fmt: skip
    arrays = {ID: ids, **{name: pa.array(array) for name, array in columns.arrays.items()}}
    return pa.table(arrays).replace_schema_metadata(told)


def check_out(out: Path, facts: Path) -> None:
    """Can verdicts be written there? Said before the work. Raises: FactsFileError."""
    if not out.parent.is_dir():
        raise FactsFileError(out, f"không có thư mục {out.parent}; hãy tạo trước khi rà soát.")
    if out.is_dir() or out.resolve() == facts.resolve():
        raise FactsFileError(out, "là thư mục hoặc chính tệp dữ kiện; hãy chọn tên tệp khác.")


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table to a path, whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with pq.ParquetWriter(beside, table.schema, **packing(table.schema)) as writer:
            writer.write_table(table, row_group_size=ROWS)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        why = os.strerror(error.errno) if error.errno else str(error)
        raise FactsFileError(path, f"không ghi được ({why}).") from None


def packing(schema: pa.Schema) -> dict[str, Any]:
    """How the columns of a file are packed. Every id is another: to pack them costs more than it saves."""
    alike = [name for name in schema.names if name != ID]
    return {"use_dictionary": alike, "compression": {ID: "none", **dict.fromkeys(alike, "zstd")}}


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(p for p in path.glob("*.parquet") if not p.name.startswith(("_", ".")))
        if not found:
            raise FactsFileError(path, "thư mục không có tệp .parquet nào.")
        return found
    if not path.exists():
        raise FactsFileError(path, "không có tệp này.")
    return [path]


def _footer(file: Path) -> pq.FileMetaData:
    try:
        return pq.read_metadata(file)
    except (pa.ArrowException, OSError):
        raise FactsFileError(file, "không phải tệp Parquet, hoặc tệp hỏng.") from None


def _check_version(file: Path, told: Mapping[bytes, bytes]) -> None:
    # A file from another program need not say; one that says must be of a version this program reads.
    version = told.get(FORMAT, VERSION)
    if version != VERSION:
        raise FactsFileError(
            file,
            f"ghi theo bản định dạng {version.decode(errors='replace')}; đọc được: {VERSION.decode()}.",
        )


def _numbers(column: pa.Array, unknown: np.generic) -> NDArray[Any]:
    if column.type == _WIDE:
        column = _low_words(column)
    if column.null_count:
        column = pc.fill_null(column, pa.scalar(unknown, column.type))
    numbers: NDArray[Any] = column.to_numpy(zero_copy_only=True)
    return numbers


def _low_words(column: pa.Array) -> pa.Array:
    """The lower of the two words of each decimal: the number itself, for the upper is 0."""
    valid, words = column.buffers()
    start = column.offset
    pairs = np.frombuffer(words, np.uint64)[2 * start : 2 * (start + len(column))]
    low = np.ascontiguousarray(pairs[::2])
    mask = None if valid is None else ~column.is_valid().to_numpy(zero_copy_only=False)
    return pa.array(low, pa.uint64(), mask=mask)


def _check(path: object, name: str, arrays: Mapping[str, NDArray[Any]], sort: Sort) -> None:
    array = arrays[name]
    if sort is Sort.TRUTH:
        # Seen without a sign every negative number is greater than 2 too.
        if array.view(np.uint8).max(initial=0) > 2:
            wrong = array.view(np.uint8) > 2
            _refuse(path, name, array, wrong, "0 (không), 1 hoặc trống (chưa biết), 2 (có)")
        return
    if sort is Sort.NUMBER and array.min(initial=0) < 0:
        _refuse(path, name, array, array < 0, "số nguyên từ 0")
    lower = arrays.get(name.removesuffix(UPPER))
    if not name.endswith(UPPER) or lower is None:
        return
    beyond = (lower & ~array) != 0 if sort is Sort.MASK else lower > array
    if beyond.any():
        allowed = (
            "mọi năm của cột không có dấu ?" if sort is Sort.MASK else "số không nhỏ hơn cận dưới"
        )
        _refuse(path, name, array, beyond, allowed)


def _refuse(
    path: object, name: str, array: NDArray[Any], wrong: NDArray[np.bool_], allowed: str
) -> None:
    raise FactsFileError(
        path, f"giá trị {array[wrong][0]} không dùng được; được dùng: {allowed}.", column=name
    )
