"""Screening a facts file: everybody answered as alone, the order of no matter, one machine and a cluster to the byte."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.law_volume import ON, YEAR
from tdkt_law.awards import UnknownAward
from tdkt_law.catalogue.catalogue import NoLaw
from tdkt_law.columns import FIRST_YEAR
from tdkt_law.evaluate import Asked, many, verdicts
from tdkt_law.facts.columns import columns_of
from tdkt_law.facts.parse import parse
from tdkt_law.screening import local
from tdkt_law.screening.layout import FactsFileError
from tdkt_law.screening.needed import needed
from tdkt_law.screening.parquet import (
    columns_of_batch,
    facts_table,
    write_facts,
)
from tdkt_law.screening.question import NothingAsked, question
from tests.law.facts_files import KNOWN, LAW, ROWS, crowd, read, screened, small, written
from tests.law.test_cases import CASES

TDKT = Path(sys.executable).with_name("tdkt")


@pytest.fixture(scope="module")
def crowd_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("crowd") / "crowd.parquet", crowd())


def test_only_the_columns_a_question_looks_at_are_read(crowd_file: Path):
    one, _ = question(crowd_file, ON, awards=["xa_tieu_bieu"])
    assert [name for name in one.columns if name.startswith(("awards/", "service/"))] == []
    assert "is/xa_phuong" in one.columns
    every, file = question(crowd_file, ON, ground="any")
    assert every.columns == file.names


def test_of_years_given_one_by_one_only_those_asked_are_read():
    given = {f"awards/cstd_co_so@{year}" for year in range(2000, 2026)} | {"is/ca_nhan", "female"}
    asked = Asked("cstd_bo_tinh", ON, YEAR)
    read = needed(LAW, [asked], given)
    assert read == {"is/ca_nhan", *(f"awards/cstd_co_so@{y}" for y in (2022, 2023, 2024, 2025))}


# --- answers ---------------------------------------------------------------------------------------


def test_everybody_is_answered_as_alone(crowd_file: Path, tmp_path: Path):
    told = screened(crowd_file, tmp_path / "out.parquet", ground="any").to_pylist()
    columns = columns_of_batch(crowd().combine_chunks().to_batches()[0], KNOWN, "")
    what, _ = question(crowd_file, ON, ground="any")
    assert len(told) == ROWS
    for row in range(0, ROWS, 150):
        alone: dict[str, int] = {"id": row + 1}
        for asked in what.asked:
            found = verdicts(LAW, columns.part(row, row + 1), asked)
            alone[asked.award] = int(found.verdict[0])
            alone |= {f"{asked.award}/{g}": int(v[0]) for g, v in found.by_ground.items()}
        assert told[row] == alone
    assert {value for row in told for name, value in row.items() if name != "id"} == {0, 1, 2}


def test_the_cases_written_from_the_law_are_answered_from_a_file_as_from_their_facts(
    tmp_path: Path,
):
    given = [parse(case.values[0]["facts"]) for case in CASES]
    columns = columns_of(given, LAW, YEAR, proposed_on=ON)
    path = tmp_path / "cases.parquet"
    write_facts(path, range(len(given)), columns, year=YEAR, proposed_on=ON, known=KNOWN)
    what, _ = question(path, ON)
    told = screened(path, tmp_path / "out.parquet").to_pylist()
    for place in range(0, len(given), 5):
        alone = many(LAW, columns_of([given[place]], LAW, YEAR, proposed_on=ON), what.asked)
        assert told[place] == {"id": place} | {
            award: int(one.verdict[0]) for award, one in zip(what.awards, alone, strict=True)
        }


def test_every_award_in_force_has_a_column_and_each_ground_its_own(
    crowd_file: Path, tmp_path: Path
):
    plain = screened(crowd_file, tmp_path / "plain.parquet")
    assert plain.schema.names[0] == "id"
    assert [str(one) for one in plain.schema.types] == [
        "int64",
        *["int8"] * (len(plain.schema) - 1),
    ]
    assert not {"hc_khang_chien_1", "gk_huyen"} & set(plain.schema.names)
    told = screened(crowd_file, tmp_path / "any.parquet", awards=["bk_ttcp"], ground="any")
    whole, *grounds = (told[name].to_numpy() for name in told.column_names[1:])
    assert told.column_names[:2] == ["id", "bk_ttcp"]
    assert {name.partition("/")[2] for name in told.column_names[2:]} >= {"cong_trang", "dot_xuat"}
    assert (np.maximum.reduce(grounds) == whole).all()
    assert told.schema.metadata[b"tdkt.catalogue"].decode() == LAW.digest
    assert told.schema.metadata[b"tdkt.on"] == b"2025-11-20"
    assert told.schema.metadata[b"tdkt.year"] == b"2025"


def test_a_track_that_is_not_open_to_a_subject_is_not_met(crowd_file: Path, tmp_path: Path):
    told = screened(crowd_file, tmp_path / "out.parquet", awards=["gia_dinh_van_hoa", "cstd_co_so"])
    person = crowd()["is/ca_nhan"].to_numpy() == 2
    household = crowd()["is/ho_gia_dinh"].to_numpy() == 2
    assert (told["gia_dinh_van_hoa"].to_numpy()[~household] == 0).all()
    assert (told["cstd_co_so"].to_numpy()[~person] == 0).all()
    assert (told["cstd_co_so"].to_numpy()[person] > 0).any()


def test_the_order_of_the_rows_the_processes_and_the_files_do_not_change_a_byte(
    crowd_file: Path, tmp_path: Path
):
    first = tmp_path / "first.parquet"
    screened(crowd_file, first)
    shuffled = crowd().take(np.random.default_rng(7).permutation(ROWS))
    mixed = written(tmp_path / "mixed.parquet", shuffled)
    folder = tmp_path / "parts"
    folder.mkdir()
    for place, part in enumerate((shuffled[:1_000], shuffled[1_000:])):
        written(folder / f"part-{place}.parquet", part)
    (folder / "_SUCCESS").touch()
    for place, (facts, processes) in enumerate(((mixed, 1), (folder, 2))):
        again = tmp_path / f"again-{place}.parquet"
        screened(facts, again, processes=processes)
        assert again.read_bytes() == first.read_bytes()


def test_the_year_is_the_files_own_or_the_one_said(tmp_path: Path):
    table = small(**{"ratings/HTT@2023": pa.array([2], pa.int8())})
    silent = written(tmp_path / "silent.parquet", table)
    assert question(silent, ON)[0].year == 2025
    assert question(silent, ON, year=2023)[0].year == 2023
    told = facts_table(pa.array([1]), read(silent), year=2024, proposed_on=date(2025, 3, 1))
    says = written(tmp_path / "says.parquet", told)
    asked, _ = question(says, ON)
    assert (asked.year, asked.proposed_on) == (2024, date(2025, 3, 1))
    with pytest.raises(FactsFileError, match="ghi dữ kiện cho năm 2024, không hỏi được năm 2023"):
        question(says, ON, year=2023)


def test_progress_tells_of_every_row_once(crowd_file: Path, tmp_path: Path):
    what, file = question(crowd_file, ON, awards=["ldtt"])
    told: list[int] = []
    rows = local.screen(file, what, tmp_path / "out.parquet", processes=2, progress=told.append)
    assert (rows, sum(told), sorted(told)) == (ROWS, ROWS, [200, 700, 700, 700, 700])


def test_a_question_that_asks_nothing_is_refused(crowd_file: Path):
    with pytest.raises(
        NothingAsked, match="Mã hc_khang_chien_1 không có tiêu chuẩn nào áp dụng ngày 20/11/2025"
    ):
        question(crowd_file, ON, awards=["ldtt", "hc_khang_chien_1"])
    with pytest.raises(NothingAsked, match="theo loại hình nien_han"):
        question(crowd_file, ON, awards=["ldtt"], ground="nien_han")
    with pytest.raises(NothingAsked, match="không có loại hình “xyz”. Được dùng: cong_trang"):
        question(crowd_file, ON, ground="xyz")
    with pytest.raises(UnknownAward):
        question(crowd_file, ON, awards=["lao_dong_tien_tien_x"])
    with pytest.raises(NoLaw):
        question(crowd_file, date(1999, 1, 1))


# --- the cluster -----------------------------------------------------------------------------------


@pytest.fixture
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A cluster of two machines on this one. Its home is apart, for Spark leaves the logs of its machines there."""
    import pyspark  # noqa: PLC0415 -- optional dependency

    from tdkt_law.screening.spark import session  # noqa: PLC0415 -- optional dependency

    home = tmp_path_factory.mktemp("spark")
    for part in Path(pyspark.__file__).parent.iterdir():
        (home / part.name).symlink_to(part)
    before = os.environ.get("SPARK_HOME")
    os.environ["SPARK_HOME"] = str(home)
    running = session("local-cluster[2,1,1024]")
    yield running
    running.stop()
    del os.environ["SPARK_HOME"]
    if before is not None:
        os.environ["SPARK_HOME"] = before
    shutil.rmtree(home)


def _yearly() -> pa.Table:
    """The same people with string ids, and the titles of three years given one by one."""
    masks = crowd()["awards/cstd_co_so"].to_numpy(), crowd()["awards/cstd_co_so?"].to_numpy()
    years: dict[str, Any] = {}
    for year in (2023, 2024, 2025):
        yes, may = ((mask >> np.uint64(year - FIRST_YEAR)) & np.uint64(1) for mask in masks)
        truth = (yes + may).astype(np.int8)
        years[f"awards/cstd_co_so@{year}"] = pa.array(truth, mask=truth == 1)
    kept = crowd().drop_columns(["id", "awards/cstd_co_so", "awards/cstd_co_so?"])
    ids = pa.array([f"người {i % 97:02d}/{i}" for i in range(ROWS)])
    return pa.table({"id": ids, **{n: kept[n] for n in kept.column_names}, **years})


def test_a_cluster_gives_the_same_bytes_and_the_same_words(
    crowd_file: Path, tmp_path: Path, spark: Any
):
    from tdkt_law.screening.spark import screen  # noqa: PLC0415 -- optional dependency

    yearly = written(tmp_path / "yearly.parquet", _yearly())
    for facts, ground in ((crowd_file, "any"), (yearly, None)):
        what, file = question(facts, ON, ground=ground)
        here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
        assert local.screen(file, what, here, processes=1) == ROWS
        assert screen(file, what, there, spark=spark) == ROWS
        assert pq.read_table(there).equals(pq.read_table(here), check_metadata=True)
        assert there.read_bytes() == here.read_bytes()
    place = crowd().column_names.index("female")
    wrong = crowd().set_column(place, "female", pa.array([3] * ROWS, pa.int8()))
    what, file = question(written(tmp_path / "wrong.parquet", wrong), ON, ground="any")
    said = []
    for run in (
        lambda: local.screen(file, what, tmp_path / "out.parquet", processes=1),
        lambda: screen(file, what, tmp_path / "out.parquet", spark=spark),
    ):
        with pytest.raises(FactsFileError) as caught:
            run()
        said.append((str(caught.value), caught.value.column))
    assert said[0] == said[1]
    assert not (tmp_path / "out.parquet").exists()


# --- the command -----------------------------------------------------------------------------------


def command(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TDKT, "law", "screen", *map(str, words)], capture_output=True, text=True, timeout=60
    )


def test_the_command_writes_the_verdicts_and_says_how_many(crowd_file: Path, tmp_path: Path):
    out = tmp_path / "out.parquet"
    done = command(
        crowd_file, "--on", "2025-11-20", "--out", out, "--award", "ldtt", "--award", "bk_ttcp"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Đã ghi {out}: 3.000 dòng, 2 hình thức khen thưởng.\n"
    assert pq.read_schema(out).names == ["id", "ldtt", "bk_ttcp"]


def test_the_command_says_what_is_wrong_and_ends_with_one(crowd_file: Path, tmp_path: Path):
    out = tmp_path / "out.parquet"
    for words, why in (
        ((crowd_file, "--on", "mai", "--out", out), "--on: cần một ngày có thật"),
        ((crowd_file, "--on", "1999-01-01", "--out", out), "Không có văn bản nào trong dữ liệu cho ngày 01/01/1999"),
        ((crowd_file, "--on", "2025-11-20", "--out", crowd_file), "chính tệp dữ kiện"),
        ((crowd_file, "--on", "2025-11-20", "--out", tmp_path / "a" / "b.parquet"), "không có thư mục"),
        ((tmp_path / "x.parquet", "--on", "2025-11-20", "--out", out), "x.parquet: không có tệp này"),
    ):  # fmt: skip
        done = command(*words)
        assert done.returncode == 1
        assert why in done.stderr
        assert "Traceback" not in done.stderr
    assert not out.exists()
