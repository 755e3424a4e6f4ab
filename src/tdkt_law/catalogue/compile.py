"""Checks the catalogue's YAML and writes it as one JSON, ``data/catalogue.json``: ``python -m tdkt_law.catalogue.compile``.

The same YAML always gives the same bytes. With ``--draft`` it writes in spite of problems, if what is there can be read.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tdkt_law.catalogue.build import build
from tdkt_law.catalogue.check import check
from tdkt_law.catalogue.expand import Document, expand, mappings
from tdkt_law.catalogue.reader import CatalogueError, Folder, Problem
from tdkt_law.catalogue.sources import Sources, read

COMPILED: Final = "catalogue.json"


def data_folder() -> Folder:
    """The folder of the catalogue's files."""
    return files("tdkt_law").joinpath("data")


def to_bytes(document: Document) -> bytes:
    """The document as JSON: keys in order, no spaces, UTF-8, one line."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def compiled(root: Folder, *, whole: bool = True) -> bytes:
    """The JSON of the files under ``root``. ``whole``: they must deal with every award and topic.

    Raises: CatalogueError with all problems.
    """
    sources = read(root)
    found = check(sources, whole=whole)
    if found:
        raise CatalogueError(found)
    return to_bytes(expand(sources))


def check_catalogue() -> list[Problem]:
    """The problems of the catalogue that comes with the package; none is what users should see."""
    return check(read(data_folder()), whole=True)


def readable(sources: Sources) -> Sources:
    """The same without the entries that can't be built, for drafts."""
    found = replace(sources, criteria=[], values=[], general=[])
    for row in sources.criteria:
        _keep(replace(found, criteria=[row]), found.criteria, row)
    for value in sources.values:
        _keep(replace(found, values=[value]), found.values, value)
    for entry in mappings(sources.general):
        _keep(replace(found, general=[entry]), found.general, entry)
    return found


def _keep(alone: Sources, kept: list[Any], row: Any) -> None:
    """Keep a row of entries that can be built with nothing but itself."""
    try:
        build({**expand(alone), "readings": [], "regimes": []}, "")
    except (LookupError, TypeError, ValueError, AttributeError):
        return
    kept.append(row)


def main(arguments: Sequence[str]) -> int:
    """Write the compiled catalogue beside its files. Exit status 1: there were problems; they are printed."""
    root = Path(str(data_folder()))
    sources = read(root)
    found = check(sources, whole=True)
    sys.stdout.writelines(f"{problem}\n" for problem in found)
    if found and "--draft" not in arguments:
        return 1
    (root / COMPILED).write_bytes(to_bytes(expand(readable(sources) if found else sources)))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
