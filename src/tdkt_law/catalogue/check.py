"""Finds what is wrong in the catalogue's files: each problem names the file, the key and the day.

Gaps and overlaps in time, codes nobody knows, missing sources, criteria that need each other, ids used twice, versions
outside their award's existence.
"""

from collections.abc import Iterator

from tdkt_law.catalogue.check_common import known_of
from tdkt_law.catalogue.check_criteria import criteria
from tdkt_law.catalogue.check_tables import tables
from tdkt_law.catalogue.check_values import values
from tdkt_law.catalogue.reader import Folder, Problem
from tdkt_law.catalogue.sources import Sources, read


def problems(root: Folder) -> list[Problem]:
    """Everything wrong in the files under ``root``, by file and line; empty when the catalogue is sound.

    Awards and topics that the files never name are no problem here; for the whole catalogue see ``check``.
    """
    return check(read(root), whole=False)


def check(sources: Sources, *, whole: bool) -> list[Problem]:
    """Everything wrong in what was read. ``whole``: every award and topic there is must be dealt with on every day."""
    return sorted(
        set(_all(sources, whole=whole)), key=lambda one: (one.file, one.line, one.key, one.text)
    )


def _all(sources: Sources, *, whole: bool) -> Iterator[Problem]:
    known = known_of(sources)
    yield from sources.problems
    yield from tables(sources, known)
    yield from criteria(sources, known, whole=whole)
    yield from values(sources, known, whole=whole)
