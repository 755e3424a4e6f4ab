"""One expansion for the whole folder: it is frozen, so tests can share it."""

import pytest

from tdkt.demo.expand import expand
from tdkt.demo.records import DemoYear, Honour
from tdkt.demo.tree import Tree


@pytest.fixture(scope="session")
def demo() -> DemoYear:
    return expand()


@pytest.fixture(scope="session")
def tree(demo: DemoYear) -> Tree:
    return Tree(demo.organisations, demo.successions)


@pytest.fixture(scope="session")
def province(demo: DemoYear) -> list[Honour]:
    """The provincial lines decided in 2022."""
    return [one for one in demo.honours if one.level == "bo_tinh" and one.decided_on.year == 2022]


@pytest.fixture(scope="session")
def state(demo: DemoYear) -> list[Honour]:
    return [one for one in demo.honours if one.level == "nha_nuoc"]
