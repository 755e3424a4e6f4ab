"""The outline of the yearly report: parts and sections as data, their numbers counted, never typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

_PARTS: Final = ("thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm")
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
TEXT: Final = "text"  # among the writers of a section: where the author's words stand


class SectionKind(StrEnum):
    """Who writes a section; HEADING has sections below it and no text of its own."""

    HEADING = "heading"
    AUTHOR = "author"
    GENERATED = "generated"
    BOTH = "both"


class OutlineError(ValueError):
    """The outline's data contradict themselves; the message names the section."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the report and what stands under it.

    ``path`` never changes once texts are kept under it; ``number`` is counted among the sections of its level:
    "Phần thứ nhất", "II", "3", "4.1"; ``chapter`` is the Roman number it stands under. ``writers`` are names of ``report.sentences``, TEXT marks the author's place.
    """

    path: str
    title: str
    level: int
    number: str
    kind: SectionKind
    owner: str = ""
    writers: tuple[str, ...] = ()
    movement: str = ""
    chapter: str = ""
    sections: tuple["Section", ...] = field(default=())

    @property
    def has_text(self) -> bool:
        """Whether the author writes here."""
        return self.kind in (SectionKind.AUTHOR, SectionKind.BOTH)

    @property
    def label(self) -> str:
        """The number with its chapter's before it: "III.1"; parts and chapters have only their own."""
        return f"{self.chapter}.{self.number}" if self.chapter else self.number

    @property
    def heading(self) -> str:
        """The heading on one line, e.g. "Phần thứ nhất: …", "III. Công tác khen thưởng"."""
        return f"{self.number}. {self.title}" if self.level > 1 else f"{self.number}: {self.title}"


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole outline for one year and authority; ``version`` names the data it was made from.

    ``recipients`` is the usual distribution list, the last one Lưu.
    """

    version: str
    kind: str
    summary: str
    closing: str
    recipients: tuple[str, ...]
    sections: tuple[Section, ...]

    def walk(self) -> Iterator[Section]:
        """Every section in reading order."""
        yield from _walk(self.sections)

    def section(self, path: str) -> Section | None:
        """The section kept under that path."""
        return next((section for section in self.walk() if section.path == path), None)


def _walk(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)


@cache
def _data() -> dict[str, Any]:
    text = files("tdkt.statistics").joinpath("data/outline.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def outline(
    *,
    year: int,
    authority: str,
    movements: Sequence[tuple[str, str]],
    data: Mapping[str, Any] | None = None,
) -> Outline:
    """The outline of that year's report.

    ``movements``: (code, name) of the thematic movements reported, in order; ``authority`` as "tỉnh Lai Châu".
    Raises: OutlineError for a path used twice, an unknown owner or kind, a section nobody writes.
    """
    data = data or _data()
    words = {"year": str(year), "next_year": str(year + 1), "authority": authority}
    build = _Builder(words, dict(data["owners"]), movements)
    sections = build.level(data["sections"], level=1, above="")
    return Outline(
        version=data["version"],
        kind=data["kind"],
        summary=data["summary"].format_map(words),
        closing=data["closing"].format_map(words),
        recipients=tuple(data["recipients"]),
        sections=sections,
    )


class _Builder:
    def __init__(
        self,
        words: Mapping[str, str],
        owners: Mapping[str, str],
        movements: Sequence[tuple[str, str]],
    ) -> None:
        self.words = words
        self.owners = owners
        self.movements = movements
        self.seen: set[str] = set()

    def level(
        self, rows: Sequence[Mapping[str, Any]], *, level: int, above: str, chapter: str = ""
    ) -> tuple[Section, ...]:
        entries = [entry for row in rows for entry in self._repeated(row)]
        return tuple(
            self._section(entry, level=level, number=_number(level, place, above), chapter=chapter)
            for place, entry in enumerate(entries, start=1)
        )

    def _repeated(self, row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        if "each" not in row:
            yield row
            return
        if row["each"] != "movements":
            raise OutlineError(f"Mục {row['path']}: không lặp được theo “{row['each']}”.")
        for code, name in self.movements:
            yield {**row, "path": f"{row['path']}.{code}", "movement": code, "movement_name": name}

    def _section(self, row: Mapping[str, Any], *, level: int, number: str, chapter: str) -> Section:
        path = row["path"]
        if path in self.seen:
            raise OutlineError(f"Mục {path} có hai lần trong đề cương.")
        self.seen.add(path)
        words = {**self.words, "movement": row.get("movement_name", "")}
        below = row.get("sections", ())
        section = Section(
            path=path,
            title=row["title"].format_map(words),
            level=level,
            number=number,
            kind=SectionKind.HEADING,
            movement=row.get("movement", ""),
            chapter=chapter,
            # From "2." the items below are "2.1", "2.2"; from "II." they start again at "1".
            sections=self.level(
                below,
                level=level + 1,
                above=number if level == 3 else "",
                chapter=number if level == 2 else chapter,
            ),
        )
        return section if below else self._written(section, row)

    def _written(self, section: Section, row: Mapping[str, Any]) -> Section:
        try:
            kind, owner = SectionKind(row["kind"]), self.owners[row["owner"]]
        except (KeyError, ValueError) as error:
            raise OutlineError(
                f"Mục {section.path}: thiếu hoặc sai người viết ({error})."
            ) from None
        writers = tuple(row.get("generated", ()))
        if (kind is SectionKind.AUTHOR) == bool(writers):
            raise OutlineError(f"Mục {section.path}: kiểu “{kind}” không hợp với phần lập từ sổ.")
        if kind is not SectionKind.GENERATED and TEXT not in writers:
            writers = (TEXT, *writers)
        return replace(section, kind=kind, owner=owner, writers=writers)


def _number(level: int, place: int, above: str) -> str:
    match level:
        case 1:
            return f"Phần {_PARTS[place - 1]}"
        case 2:
            return _ROMAN[place - 1]
        case 3:
            return str(place)
        case _:
            return f"{above}.{place}"
