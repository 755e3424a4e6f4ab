"""``tdkt law screen``: everybody in a Parquet file asked of every award. Needs no database and loads no Django."""

from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tdkt.kernel.numbers import format_int

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tdkt_law.screening.local import Progress
    from tdkt_law.screening.parquet import FactsFile
    from tdkt_law.screening.question import Question


class Engine(StrEnum):
    """Where the screening runs."""

    LOCAL = "local"
    SPARK = "spark"


def screen_command(
    facts: Annotated[Path, typer.Argument(help="Tệp dữ kiện .parquet, hoặc thư mục chứa chúng.")],
    on: Annotated[str, typer.Option("--on", help="Ngày hỏi, ví dụ 2025-03-10.")],
    out: Annotated[Path, typer.Option("--out", help="Tệp .parquet ghi kết luận.")],
    award: Annotated[
        list[str] | None,
        typer.Option("--award", help="Mã được hỏi; lặp lại được. Không nêu: mọi mã."),
    ] = None,
    ground: Annotated[
        str,
        typer.Option(
            "--ground", help="Loại hình khen thưởng; any: mọi loại hình, mỗi loại một cột."
        ),
    ] = "",
    year: Annotated[
        int | None,
        typer.Option(
            "--year", help="Năm thành tích, khi tệp không ghi; nếu không nêu là năm của --on."
        ),
    ] = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="local: mọi lõi của máy này; spark: Apache Spark.")
    ] = Engine.LOCAL,
    master: Annotated[
        str, typer.Option("--master", help="Địa chỉ cụm Spark, ví dụ spark://may-chu:7077.")
    ] = "local[*]",
) -> None:
    """Rà soát cả tệp: mỗi dòng một người hoặc tập thể, mỗi hình thức một cột (0 không đủ, 1 chưa đủ căn cứ, 2 đủ)."""
    from tdkt_law.awards import UnknownAward  # noqa: PLC0415 -- slow import
    from tdkt_law.catalogue.catalogue import NoLaw  # noqa: PLC0415 -- slow import
    from tdkt_law.facts.node import FactsError, Node  # noqa: PLC0415 -- slow import
    from tdkt_law.screening.layout import FactsFileError  # noqa: PLC0415 -- slow import
    from tdkt_law.screening.parquet import check_out  # noqa: PLC0415 -- slow import
    from tdkt_law.screening.question import NothingAsked, question  # noqa: PLC0415 -- slow import

    try:
        day: date = Node(on, "--on").day()
        check_out(out, facts)
        asked, file = question(facts, day, awards=award or (), ground=ground or None, year=year)
        run = _local if engine is Engine.LOCAL else _spark
        rows = run(file, asked, out, master)
    except (FactsError, FactsFileError, NothingAsked, UnknownAward, NoLaw) as error:
        typer.secho(str(error), err=True, fg=typer.colors.RED)
        raise typer.Exit(1) from None
    typer.echo(f"Đã ghi {out}: {format_int(rows)} dòng, {len(asked.awards)} hình thức khen thưởng.")


def _local(file: "FactsFile", asked: "Question", out: Path, _master: str) -> int:
    from tdkt_law.screening import local  # noqa: PLC0415 -- slow import

    with _bar(file.rows) as progress:
        return local.screen(file, asked, out, progress=progress)


def _spark(file: "FactsFile", asked: "Question", out: Path, master: str) -> int:
    try:
        from tdkt_law.screening import spark  # noqa: PLC0415 -- optional dependency
    except ImportError as error:
        typer.secho(
            f"Chưa cài Apache Spark ({error.name}): `make .venv/.spark`, hoặc dùng --engine local.",
            err=True, fg=typer.colors.RED,
        )  # fmt: skip
        raise typer.Exit(1) from None
    session = spark.session(master)
    try:
        with _bar(file.rows) as progress:
            return spark.screen(file, asked, out, spark=session, progress=progress)
    finally:
        session.stop()


@contextmanager
def _bar(rows: int) -> "Iterator[Progress]":
    """A progress bar on the error stream, gone when done; nothing where nobody watches."""
    from rich.console import Console  # noqa: PLC0415 -- slow import
    from rich.progress import Progress as Bar  # noqa: PLC0415 -- slow import

    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Rà soát", total=rows)
        yield lambda done: bar.advance(task, done)
