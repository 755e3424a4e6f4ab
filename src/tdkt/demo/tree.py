"""The organisations of the province by date, from the data files, and the questions asked of the tree."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Final

from tdkt.demo.records import Organisation, Succession

NEW_TIER: Final = date(2025, 7, 1)
LAST_OLD: Final = date(2025, 6, 30)
ROOT: Final = "tinh"
_ENTERPRISE: Final = "doanh_nghiep"


class Tree:
    """Organisations by key, with parents and successors by day."""

    def __init__(
        self, organisations: tuple[Organisation, ...], successions: tuple[Succession, ...]
    ) -> None:
        self.organisations: Final = {body.key: body for body in organisations}
        self.after: Final[dict[str, list[str]]] = defaultdict(list)
        self.before: Final[dict[str, list[str]]] = defaultdict(list)
        for link in successions:
            self.after[link.predecessor].append(link.successor)
            self.before[link.successor].append(link.predecessor)
        self._texts: dict[tuple[str, bool], str] = {}

    def holds(self, key: str, on: date) -> bool:
        body = self.organisations[key]
        return (body.valid_from is None or body.valid_from <= on) and (
            body.valid_to is None or on <= body.valid_to
        )

    def usable(self, key: str, on: date) -> bool:
        """Existing that day, and with a parent that day: a body whose place is not known then is left alone."""
        return self.holds(key, on) and (key == ROOT or self.parent(key, on) is not None)

    def parent(self, key: str, on: date) -> str | None:
        for link in self.organisations[key].parents:
            if (link.valid_from is None or link.valid_from <= on) and (
                link.valid_to is None or on <= link.valid_to
            ):
                return link.parent
        return None

    def at(self, key: str, on: date, salt: int = 0) -> str | None:
        """The body that stood for ``key`` that day, along its successions; of several, the one ``salt`` picks.

        None when there was none, or its place in the tree that day is not known.
        """
        seen = {key}
        while not self.holds(key, on):
            start = self.organisations[key].valid_from
            steps = self.before[key] if start is not None and on < start else self.after[key]
            steps = [step for step in steps if step not in seen]
            if not steps:
                return None
            key = steps[salt % len(steps)]
            seen.add(key)
        return key if self.usable(key, on) else None

    def district(self, key: str, on: date) -> str:
        """The district above a body that day; "" when there is none."""
        here: str | None = key
        while here is not None:
            if self.organisations[here].kind == "huyen":
                return here
            here = self.parent(here, on)
        return ""

    def unit_text(self, key: str, on: date) -> str:
        """The unit as a list of that day writes it: "Xã Nậm Hàng, huyện Nậm Nhùn"."""
        old = on < NEW_TIER
        text = self._texts.get((key, old))
        if text is None:
            body = self.organisations[key]
            district = self.district(key, on)
            place = self.organisations[district].name if district and district != key else ""
            text = f"{body.name}, {place[:1].lower()}{place[1:]}" if place else body.name
            if district not in {"h-tp", "h-tx"}:  # these two are one place under two names
                self._texts[key, old] = text
        return text


def day_before(day: date) -> date:
    return day - timedelta(days=1)


def is_enterprise(tree: Tree, key: str) -> bool:
    return bool(key) and tree.organisations[key].kind == _ENTERPRISE
