"""What the report's pages show, as values: the outline with its states, problems in place, differences, previews."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from tdkt.documents.html import FigureUrl, write_html
from tdkt.documents.paper import Paper
from tdkt.statistics.report.check import Problem, Weight
from tdkt.statistics.report.outline import Section, SectionKind
from tdkt.statistics.report.paper import STATE_WORDS, Draft, SectionState, section_paper

_MARKS = {SectionState.WRITTEN: "ok", SectionState.MISSING: "warn", SectionState.PROBLEMS: "bad"}
_WEIGHTS = {
    Weight.ERROR: ("bad", "Lỗi"),
    Weight.WARNING: ("warn", "Xem lại"),
    Weight.HINT: ("", "Gợi ý"),
}
_EXCERPT = 60  # characters of the text around a problem


@dataclass(frozen=True)
class OutlineLine:
    """One line of the outline: where it leads, how it stands."""

    section: Section
    url: str
    word: str
    mark: str
    current: bool


@dataclass(frozen=True)
class ProblemLine:
    """A problem with the piece of text it is about."""

    problem: Problem
    line: int
    before: str
    piece: str
    after: str
    tone: str
    word: str


def outline_lines(draft: Draft, code: str, current: str = "") -> list[OutlineLine]:
    """Every section in order; headings have no address."""
    return [
        OutlineLine(
            section,
            ""
            if section.kind is SectionKind.HEADING
            else reverse("reports-section", args=[code, section.path]),
            STATE_WORDS[state],
            _MARKS.get(state, ""),
            section.path == current,
        )
        for section in draft.outline.walk()
        for state in [draft.state(section)]
    ]


def progress_words(draft: Draft) -> str:
    """ "14/16 mục đã viết, 1 mục có lỗi"."""
    own = [section for section in draft.outline.walk() if section.has_text]
    states = [draft.state(section) for section in own]
    written = sum(state in (SectionState.WRITTEN, SectionState.PROBLEMS) for state in states)
    wrong = states.count(SectionState.PROBLEMS)
    return f"{written}/{len(own)} mục đã có lời của người viết" + (
        f", {wrong} mục có lỗi" if wrong else ""
    )


def problem_lines(problems: list[Problem], body: str) -> list[ProblemLine]:
    """The problems with their line and the words around them."""
    made = []
    for problem in problems:
        start = body.rfind("\n", 0, problem.position) + 1
        end = body.find("\n", problem.end)
        end = len(body) if end < 0 else end
        before = body[max(start, problem.position - _EXCERPT) : problem.position]
        tone, word = _WEIGHTS[problem.weight]
        made.append(
            ProblemLine(
                problem, body.count("\n", 0, problem.position) + 1, before, body[problem.position : problem.end],
                body[problem.end : min(end, problem.end + _EXCERPT)], tone, word,
            )
        )  # fmt: skip
    return made


def differences(old: str, new: str) -> list[tuple[str, str]]:
    """What changed, by lines: ("ins", line) and ("del", line) in order."""
    before, after = old.splitlines(), new.splitlines()
    made: list[tuple[str, str]] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            made += [("del", line) for line in before[i:j]]
            made += [("ins", line) for line in after[k:m]]
    return made


def section_html(draft: Draft, section: Section, text: str) -> SafeString:
    """The section as it will be printed with this text."""
    return paper_html(section_paper(draft, section, text), draft.report.year, prefix="muc")


def paper_html(paper: Paper, year: int, *, prefix: str = "bao-cao") -> SafeString:
    """The preview of a paper, every figure a link to its page. The writer escapes all that users wrote."""
    return mark_safe(write_html(paper, figure_url(year), prefix=prefix))  # noqa: S308 -- escaped by the writer


def figure_url(year: int) -> FigureUrl:
    """The address of a figure's own page; the year's value."""

    def address(code: str) -> str | None:
        return f"{reverse('figures-detail', args=[code])}?{urlencode({'nam': year})}"

    return address
