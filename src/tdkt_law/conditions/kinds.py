"""The closed vocabulary: every kind of condition by name, with its parameters and the function that decides it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tdkt_law.conditions import (
    achievements,
    attested,
    collective,
    history,
    initiatives,
    ratings,
    service,
    standing,
)
from tdkt_law.conditions.params import Kind

JOINTS: Final = ("all", "any", "first_known", "not", "track", "meets", "reading")
"""What joins conditions; the evaluator knows them. ``params`` of track: tracks, of meets: award, of reading: reading."""

_MODULES: Final = (
    history, ratings, initiatives, achievements, collective, service, standing, attested,
)  # fmt: skip

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {kind.name: kind for module in _MODULES for kind in module.KINDS}
)
