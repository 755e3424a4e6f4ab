"""What is asked of everybody in a facts file, and the table of verdicts, the same on one machine and on a cluster."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from tdkt_law.awards import award as award_named
from tdkt_law.awards import awards
from tdkt_law.catalogue.catalogue import Catalogue, NoLaw
from tdkt_law.catalogue.load import catalogue
from tdkt_law.conditions.plan import ANY_GROUND, Asked, plan
from tdkt_law.evaluate import many
from tdkt_law.facts.codes import GROUNDS
from tdkt_law.screening.layout import ID, FactsFileError, sorts
from tdkt_law.screening.needed import needed
from tdkt_law.screening.parquet import FactsFile, columns_of_batch, open_facts, write_table

VERSION: Final = "1"


class NothingAsked(ValueError):
    """There is no award to ask on that day and ground, in words."""


@dataclass(frozen=True, slots=True)
class Question:
    """Awards asked of everybody in a file, on a day. Carried to other processes and machines as it is.

    ``awards`` are codes; ``ground`` as of ``Asked``; ``overlay`` the province's layer as data, None for the national
    law alone. ``columns`` are those of the file that are read, ``id`` among them, ``id_type`` what it is.
    """

    path: str
    on: date
    year: int
    proposed_on: date
    awards: tuple[str, ...]
    ground: str | None
    overlay: Mapping[str, Any] | None
    columns: tuple[str, ...]
    id_type: pa.DataType

    @property
    def law(self) -> Catalogue:
        """The catalogue asked; one for the national law in each process."""
        return catalogue(self.overlay)

    @property
    def asked(self) -> tuple[Asked, ...]:
        """One question an award."""
        return tuple(
            Asked(code, self.on, self.year, self.ground, self.proposed_on) for code in self.awards
        )

    @property
    def schema(self) -> pa.Schema:
        """``id`` and an int8 column an award: 0 not met, 1 unknown, 2 met. When every ground is asked also one for each
        ground in force, "award/ground"."""
        law, names = self.law, [ID]
        for one in self.asked:
            names.append(one.award)
            if self.ground == ANY_GROUND:
                grounds = dict.fromkeys(way.track.ground for way in plan(law, one).ways)
                names += (f"{one.award}/{ground}" for ground in grounds)
        told = {
            "tdkt.verdicts": VERSION, "tdkt.on": self.on.isoformat(), "tdkt.year": str(self.year),
            "tdkt.proposed_on": self.proposed_on.isoformat(), "tdkt.ground": self.ground or "",
            "tdkt.catalogue": law.digest,
        }  # fmt: skip
        types = [self.id_type, *(pa.int8() for _ in names[1:])]
        return pa.schema(list(zip(names, types, strict=True)), told)


def question(
    path: Path,
    on: date,
    *,
    awards: Sequence[str] = (),
    ground: str | None = None,
    year: int | None = None,
    overlay: Mapping[str, Any] | None = None,
) -> tuple[Question, FactsFile]:
    """What to ask of a file: the awards named, or all that have criteria in force that day.

    The year and the day of proposal are those the file was made for; where it does not say, ``year`` or that of ``on``,
    and ``on``. Raises: FactsFileError, NothingAsked, UnknownAward, NoLaw; ValueError for a year outside the catalogue's.
    """
    law = catalogue(overlay)
    if law.regime_on(on) is None:
        raise NoLaw(on)
    facts = open_facts(path, sorts(law))
    if year is not None and facts.year is not None and year != facts.year:
        raise FactsFileError(
            path, f"ghi dữ kiện cho năm {facts.year}, không hỏi được năm {year} (--year)."
        )
    asked_year = year or facts.year or on.year
    proposed = facts.proposed_on or on
    codes = _codes(law, awards, Asked("", on, asked_year, ground, proposed))
    asked = [Asked(code, on, asked_year, ground, proposed) for code in codes]
    read = needed(law, asked, facts.names)
    return Question(
        str(path), on, asked_year, proposed, codes, ground, overlay,
        tuple(name for name in facts.names if name == ID or name in read), facts.id_type,
    ), facts  # fmt: skip


def _codes(law: Catalogue, named: Sequence[str], model: Asked) -> tuple[str, ...]:
    if model.ground not in {None, ANY_GROUND, *GROUNDS}:
        allowed = ", ".join((*GROUNDS, ANY_GROUND))
        raise NothingAsked(f"--ground: không có loại hình “{model.ground}”. Được dùng: {allowed}.")
    wanted = tuple(dict.fromkeys(award_named(code).code for code in named)) or tuple(awards())
    found = tuple(
        code
        for code in wanted
        if awards()[code].existed_on(model.on) and _in_force(law, code, model)
    )
    missing = [code for code in wanted if code not in found] if named else []
    if missing or not found:
        what = f"Mã {', '.join(missing)}" if missing else "Danh mục"
        where = f" theo loại hình {model.ground}" if model.ground not in {None, ANY_GROUND} else ""
        raise NothingAsked(
            f"{what} không có tiêu chuẩn nào áp dụng ngày {model.on:%d/%m/%Y}{where}."
        )
    return found


def _in_force(law: Catalogue, code: str, model: Asked) -> bool:
    asked = Asked(code, model.on, model.year, model.ground, model.proposed_on)
    return bool(plan(law, asked).ways)


def decided(asked: Question, batches: Iterable[pa.RecordBatch]) -> Iterable[pa.RecordBatch]:
    """The verdicts of batches of the file, batch by batch. Raises: FactsFileError for a value no fact can have."""
    law, schema, questions = asked.law, asked.schema, asked.asked
    known = sorts(law)
    for batch in batches:
        ids = batch.column(batch.schema.get_field_index(ID))
        if ids.null_count:
            raise FactsFileError(asked.path, "có dòng không có mã.", column=ID)
        columns = columns_of_batch(batch, known, asked.path)
        found: list[pa.Array] = [ids.cast(asked.id_type)]
        for outcome in many(law, columns, questions):
            found.append(pa.array(outcome.verdict))
            if asked.ground == ANY_GROUND:
                found += (pa.array(verdict) for verdict in outcome.by_ground.values())
        yield pa.RecordBatch.from_arrays(found, schema=schema)


def write_verdicts(out: Path, asked: Question, batches: Iterable[pa.RecordBatch]) -> int:
    """Write all verdicts, ordered by ``id``: the same bytes whatever order they come in. How many rows.

    Raises: FactsFileError when an ``id`` stands twice in the facts, or the file cannot be written.
    """
    table = pa.Table.from_batches(list(batches), asked.schema).combine_chunks()
    ids = table.column(ID)
    if table.num_rows > 1:
        if not pc.all(pc.less(ids[:-1], ids[1:])).as_py():
            table = table.sort_by(ID)
            ids = table.column(ID)
        same = pc.equal(ids[:-1], ids[1:])
        if pc.any(same).as_py():
            twice = ids[:-1].filter(same)[0].as_py()
            raise FactsFileError(asked.path, f"mã “{twice}” có ở hai dòng.", column=ID)
    write_table(out, table)
    return len(table)
