"""The catalogue ready for use: the national one, or the national one with a province's layer over it."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from tdkt_law.catalogue.build import build
from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.catalogue.expand import Document, plain


@cache
def _bytes() -> bytes:
    return files("tdkt_law").joinpath("data/catalogue.json").read_bytes()


def document() -> Document:
    """A fresh copy of the compiled document of the national catalogue."""
    found: Document = json.loads(_bytes())
    return found


@cache
def _national() -> Catalogue:
    return build(document(), hashlib.sha256(_bytes()).hexdigest())


@lru_cache(maxsize=64)
def _of_province(overlay: str) -> Catalogue:
    from tdkt_law.catalogue.overlay import with_overlay  # noqa: PLC0415 -- slow import

    digest = hashlib.sha256(_bytes() + overlay.encode()).hexdigest()
    return build(with_overlay(document(), json.loads(overlay)), digest)


def catalogue(overlay: Mapping[str, Any] | None = None) -> Catalogue:
    """What the law says; with ``overlay``, what it says in a province that has made rules of its own.

    The overlay has the schema of ``catalogue.overlay``. One catalogue is built for each content and kept.
    Raises: CatalogueError with every problem of the overlay.
    """
    if not overlay:
        return _national()
    return _of_province(json.dumps(plain(overlay), ensure_ascii=False, sort_keys=True))
