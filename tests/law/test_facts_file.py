"""Facts files: what is written comes back, null is not known, years may stand one by one, a bad file is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.law_volume import ON, YEAR
from tdkt_law.columns import ALL_YEARS, FIRST_YEAR, NUMBER_MOST, Columns, bit
from tdkt_law.evaluate import Asked, verdicts
from tdkt_law.screening.layout import FactsFileError
from tdkt_law.screening.parquet import (
    columns_of_batch,
    open_facts,
    read_groups,
    write_facts,
)
from tdkt_law.screening.question import question
from tests.law.facts_files import KNOWN, LAW, ROWS, crowd, read, screened, small, written

# --- the layout ------------------------------------------------------------------------------------


def test_columns_come_back_from_a_file_as_they_were_written(tmp_path: Path):
    columns = Columns(
        3,
        {
            "is/ca_nhan": np.array([2, 1, 0], np.int8),
            "awards/ldtt": np.array([0, bit(2020), bit(2039) | bit(1976)], np.uint64),
            "awards/ldtt?": np.array([ALL_YEARS, bit(2020), ALL_YEARS], np.uint64),
            "age/years": np.array([0, 5, 7], np.int32),
            "age/years?": np.array([NUMBER_MOST, 5, 9], np.int32),
            "ratings/HTT@2024": np.array([0, 1, 2], np.int8),
        },
    )
    path = tmp_path / "facts.parquet"
    write_facts(path, ["a", "b", "c"], columns, year=2024, proposed_on=ON, known=KNOWN)
    back = read(path)
    assert {name: array.tolist() for name, array in back.arrays.items()} == {
        name: array.tolist() for name, array in columns.arrays.items()
    }
    assert {name: array.dtype for name, array in back.arrays.items()} == {
        name: array.dtype for name, array in columns.arrays.items()
    }
    file = open_facts(path, KNOWN)
    assert (file.rows, file.year, file.proposed_on) == (3, 2024, ON)
    assert list(tmp_path.iterdir()) == [path]


def test_null_is_not_known(tmp_path: Path):
    held = int(bit(2020))
    path = written(
        tmp_path / "facts.parquet",
        small(
            awards__ldtt=pa.array([held, None], pa.uint64()),
            awards__cstt=pa.array([held, None], pa.uint64()),
            **{"awards/cstt?": pa.array([None, held], pa.uint64())},
            age__years=pa.array([5, None], pa.int32()),
            members__total=pa.array([None, None], pa.int32()),
            female=pa.array([2, None], pa.int8()),
            **{"ratings/HTT@2024": pa.array([2, None], pa.int8())},
        ),
    )
    back = read(path)
    every, most = int(ALL_YEARS), int(NUMBER_MOST)
    assert [a.tolist() for a in back.mask("awards/ldtt")] == [[held, 0], [held, every]]
    assert [a.tolist() for a in back.mask("awards/cstt")] == [[held, 0], [every, held]]
    assert [a.tolist() for a in back.number("age/years")] == [[5, 0], [5, most]]
    assert [a.tolist() for a in back.number("members/total")] == [[0, 0], [most, most]]
    assert back.truth("female").tolist() == [2, 1]
    rest = every & ~int(bit(2024))
    assert [a.tolist() for a in back.mask("ratings/HTT")] == [
        [int(bit(2024)), 0],
        [rest | int(bit(2024)), every],
    ]


def test_a_column_without_nulls_is_the_files_own_memory(tmp_path: Path):
    path = written(tmp_path / "f.parquet", small(awards__ldtt=pa.array([1, 2], pa.uint64())))
    file = open_facts(path, KNOWN)
    (batch,) = read_groups(path, [0], file.names)
    buffer = batch.column(batch.schema.get_field_index("awards/ldtt")).buffers()[1]
    array = columns_of_batch(batch, KNOWN, path).arrays["awards/ldtt"]
    assert array.__array_interface__["data"][0] == buffer.address


# --- bad files -------------------------------------------------------------------------------------

PERSON = pa.array([2], pa.int8())


def one(**more: Any) -> pa.Table:
    return small(female=PERSON, **more)


BAD: list[tuple[str, Callable[[], pa.Table], str, str]] = [
    ("no id", lambda: pa.table({"is/ca_nhan": PERSON}), "id", "thiếu cột này"),
    ("id of decimals", lambda: pa.table({"id": [1.5], "is/ca_nhan": PERSON}), "id", "có kiểu double; được dùng: int64 hoặc string"),
    ("id null", lambda: pa.table({"id": pa.array([None], pa.int64()), "is/ca_nhan": PERSON}), "id", "có dòng không có mã"),
    ("id twice", lambda: pa.table({"id": ["a", "b", "a"], "is/ca_nhan": pa.array([2, 2, 2], pa.int8())}), "id", "mã “a” có ở hai dòng"),
    ("nobody's kind", lambda: pa.table({"id": [1], "female": PERSON}), "", r"không có cột is/… nào"),
    ("a fact nobody knows", lambda: one(**{"awards/cstd_cs": PERSON}), "awards/cstd_cs", r"không có dữ kiện nào tên như vậy.*awards/cstd_co_so"),
    ("a truth with a bound", lambda: one(**{"female?": PERSON}), "female?", "không có dữ kiện nào tên như vậy"),
    ("a year of a number", lambda: one(**{"age/years@2024": PERSON}), "age/years@2024", "không có dữ kiện nào"),
    ("a year too early", lambda: one(**{"ratings/HTT@1975": PERSON}), "ratings/HTT@1975", "không có dữ kiện nào"),
    ("a mask both ways", lambda: one(**{"ratings/HTT": pa.array([1], pa.uint64()), "ratings/HTT@2024": PERSON}), "ratings/HTT@2024", "chỉ dùng một cách"),
    ("a mask of signed numbers", lambda: one(**{"ratings/HTT": pa.array([1], pa.int64())}), "ratings/HTT", "có kiểu int64; được dùng: uint64"),
    ("a truth of 3", lambda: small(pending=pa.array([3], pa.int8())), "pending", r"giá trị 3 không dùng được; được dùng: 0 \(không\)"),
    ("a truth below 0", lambda: small(pending=pa.array([-1], pa.int8())), "pending", "giá trị -1 không dùng được"),
    ("a number below 0", lambda: one(**{"service/months": pa.array([-2], pa.int32())}), "service/months", "giá trị -2 không dùng được; được dùng: số nguyên từ 0"),
    ("bounds crossed", lambda: one(**{"service/months": pa.array([9], pa.int32()), "service/months?": pa.array([8], pa.int32())}), "service/months?", "giá trị 8 không dùng được; được dùng: số không nhỏ hơn cận dưới"),
    ("sure but impossible", lambda: one(**{"ratings/HTXS": pa.array([3], pa.uint64()), "ratings/HTXS?": pa.array([1], pa.uint64())}), "ratings/HTXS?", "giá trị 1 không dùng được; được dùng: mọi năm"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "column", "why"), [case[1:] for case in BAD], ids=[case[0] for case in BAD]
)
def test_a_bad_file_is_refused_with_path_column_and_what_is_allowed(
    table: Callable[[], pa.Table], column: str, why: str, tmp_path: Path
):
    path, out = written(tmp_path / "bad.parquet", table()), tmp_path / "out.parquet"
    with pytest.raises(FactsFileError, match=why) as caught:
        screened(path, out)
    assert (caught.value.path, caught.value.column) == (str(path), column)
    assert str(caught.value).startswith(f"{path}: ")
    assert not out.exists()


def test_a_value_nothing_asks_for_is_not_looked_at(tmp_path: Path):
    path = written(tmp_path / "f.parquet", small(direct_worker=pa.array([9], pa.int8())))
    assert screened(path, tmp_path / "out.parquet", awards=["ldtt"])["ldtt"].to_pylist() == [1]


def test_a_bad_value_met_in_another_process_is_told_in_the_same_words(tmp_path: Path):
    place = crowd().column_names.index("pending")
    path = written(
        tmp_path / "bad.parquet",
        crowd().set_column(place, "pending", pa.array([7] * ROWS, pa.int8())),
    )
    with pytest.raises(FactsFileError) as caught:
        screened(path, tmp_path / "out.parquet", processes=2)
    assert str(caught.value) == (
        f"{path}: cột “pending”: giá trị 7 không dùng được; "
        "được dùng: 0 (không), 1 hoặc trống (chưa biết), 2 (có)."
    )


def test_what_is_no_facts_file_at_all_is_refused(tmp_path: Path):
    text, empty, parts = tmp_path / "a.parquet", tmp_path / "empty", tmp_path / "parts"
    text.write_text("không phải Parquet", encoding="utf-8")
    empty.mkdir()
    parts.mkdir()
    written(parts / "1.parquet", crowd()[:5])
    written(parts / "2.parquet", crowd()[5:9].drop_columns(["female"]))
    newer = written(
        tmp_path / "newer.parquet", crowd()[:5].replace_schema_metadata({"tdkt.facts": "9"})
    )
    unread = written(
        tmp_path / "unread.parquet", crowd()[:5].replace_schema_metadata({"tdkt.year": "nay"})
    )
    cut = tmp_path / "cut.parquet"
    whole = written(tmp_path / "whole.parquet", crowd()).read_bytes()
    cut.write_bytes(whole[: len(whole) // 2])
    for path, why in (
        (text, "không phải tệp Parquet, hoặc tệp hỏng"),
        (cut, "không phải tệp Parquet, hoặc tệp hỏng"),
        (tmp_path / "nothing.parquet", "không có tệp này"),
        (empty, "thư mục không có tệp .parquet nào"),
        (parts, "có cột khác với 1.parquet trong cùng thư mục"),
        (newer, "ghi theo bản định dạng 9; đọc được: 1"),
        (unread, "phần mô tả ghi năm hoặc ngày không đọc được"),
    ):
        with pytest.raises(FactsFileError, match=why):
            question(path, ON)


# --- years one by one ------------------------------------------------------------------------------


def test_years_given_one_by_one_are_answered_as_in_a_mask():
    columns = columns_of_batch(crowd().combine_chunks().to_batches()[0], KNOWN, "")
    masks = [
        n
        for n in columns.arrays
        if n in KNOWN and n.startswith(("awards/", "ratings/", "initiatives/"))
    ]
    arrays = {n: a for n, a in columns.arrays.items() if n.removesuffix("?") not in masks}
    for name in masks:
        yes, may = columns.mask(name)
        for year in range(FIRST_YEAR, FIRST_YEAR + 64):
            of_year = [(m >> np.uint64(year - FIRST_YEAR)) & np.uint64(1) for m in (yes, may)]
            arrays[f"{name}@{year}"] = (of_year[0] + of_year[1]).astype(np.int8)
    yearly = Columns(columns.size, arrays)
    assert [m.tolist() for m in yearly.mask(masks[0])] == [
        m.tolist() for m in columns.mask(masks[0])
    ]
    for award in LAW.awards:
        for ground in (None, "any"):
            asked = Asked(award, ON, YEAR, ground)
            assert (
                verdicts(LAW, yearly, asked).verdict == verdicts(LAW, columns, asked).verdict
            ).all()


def test_a_year_that_is_not_given_is_unknown_and_one_before_all_years_not_met():
    columns = Columns(1, {"ratings/HTT@2024": np.array([2], np.int8)})
    assert columns.years("ratings/HTT", (1975, 2023, 2024)) is not None
    told = columns.years("ratings/HTT", (1975, 2023, 2024))
    assert [year.tolist() for year in told or ()] == [[0], [1], [2]]
    assert columns.years("ratings/HTXS", (2024,)) is None
    yes, may = columns.mask("ratings/HTT")
    assert (yes.tolist(), may.tolist()) == ([int(bit(2024))], [int(ALL_YEARS)])
