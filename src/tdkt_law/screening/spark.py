"""Screening on Apache Spark: the same function over record batches, wherever Spark runs them.

The machines of a cluster need this package and its libraries in the Python that runs there, and the facts file at the
same path. The verdicts, a byte an award, come together on the driver, which orders and writes them.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import pyarrow as pa
from pyspark.errors import PythonException
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from tdkt_law.screening.layout import FactsFileError
from tdkt_law.screening.local import Progress
from tdkt_law.screening.parquet import ROWS, FactsFile
from tdkt_law.screening.question import Question, decided, write_verdicts

LOCAL: Final = "local[*]"
_SETTINGS: Final = {
    "spark.ui.enabled": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS),
    "spark.driver.maxResultSize": "0",
}
# Spark hands on the traceback of its workers as text; the last line is the error.
_SAID: Final = re.compile(r"FactsFileError: (?P<path>.*?): (?:cột “(?P<column>.+?)”: )?(?P<why>.+)")


def session(master: str = LOCAL) -> SparkSession:
    """The Spark session of this process: the one that runs, or a new one. ``master`` as Spark writes it."""
    # Spark would start whatever is called python3 there.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("tdkt law screen")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    if master.startswith("local"):
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
        builder = builder.config("spark.driver.host", "127.0.0.1")
    found = builder.getOrCreate()
    found.sparkContext.setLogLevel("ERROR")
    return found


def screen(
    facts: FactsFile,
    asked: Question,
    out: Path,
    *,
    spark: SparkSession,
    progress: Progress = lambda _rows: None,
) -> int:
    """Ask the question of everybody in the file and write the verdicts, the same bytes as ``local.screen``; how many
    rows. Raises: FactsFileError.
    """
    frame = spark.read.parquet(facts.path.absolute().as_uri())
    chosen = frame.select(*(f"`{name}`" for name in asked.columns))
    told = chosen.mapInArrow(partial(_decided, asked), from_arrow_schema(asked.schema))
    try:
        table = told.toArrow()
    except PythonException as error:
        said = _SAID.findall(str(error))
        if not said:
            raise
        path, column, why = said[-1]
        raise FactsFileError(path, why, column=column) from None
    progress(table.num_rows)
    return write_verdicts(out, asked, table.cast(asked.schema).to_batches())


def _decided(asked: Question, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield from decided(asked, batches)
