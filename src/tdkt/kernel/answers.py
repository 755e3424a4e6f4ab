"""How an act is allowed or refused: the words are written for the person refused."""

from typing import NamedTuple


class Answer(NamedTuple):
    """May this be done? A refusal always carries its reason in Vietnamese.

    >>> bool(Answer(ok=False, reason="Chưa đến hạn."))
    False
    """

    ok: bool
    reason: str = ""

    def __bool__(self) -> bool:  # a plain (False, "…") tuple would be true
        return self.ok


YES = Answer(ok=True)


class Refused(Exception):
    """The act may not be done; ``reason`` is shown to the user as it is."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Stale(Refused):
    """Somebody else changed the thing first; the page shows what it is now."""


def require(answer: Answer) -> None:
    """Raise ``Refused`` with the answer's reason unless it is yes."""
    if not answer:
        raise Refused(answer.reason)
