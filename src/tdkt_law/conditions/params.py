"""How the parameters of a condition are described, completed and checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from tdkt_law.awards import awards
from tdkt_law.conditions.context import Context, Params, Trace

WITHIN: Final = ("year", "since_base", "career", "before")
Function: TypeAlias = Callable[[Context, Params], Trace]
Check: TypeAlias = Callable[[Params], str]


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: ``type`` is integer, boolean, word, award, awards, within or offsets.

    ``allowed`` are the words it may be (none listed: any word), ``least`` and ``most`` bound an integer. ``default``
    stands when it is left out and not ``required``.
    """

    type: str
    required: bool = False
    default: Any = None
    allowed: tuple[str, ...] = ()
    least: int = 1
    most: int = 10_000

    def problem(self, value: Any) -> str:
        """What is wrong with a value and what is allowed, in words; nothing when it is right."""
        return _CHECKS[self.type](self, value)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of condition: its parameters and the function that decides it for N subjects.

    ``asks`` is what it asks, in words. ``one_of``: exactly one of these parameters is given. ``relation`` looks at
    the completed parameters together and returns what is wrong.
    """

    name: str
    asks: str
    function: Function
    params: Mapping[str, Param] = field(default_factory=dict)
    one_of: tuple[str, ...] = ()
    relation: Check | None = None
    attested: bool = False

    def complete(self, params: Params) -> Params:
        """The parameters with the defaults of those left out."""
        return {**{name: param.default for name, param in self.params.items()}, **params}

    def problems(self, params: Params) -> tuple[str, ...]:
        """What is wrong with the parameters, in words; empty when they are right."""
        known = ", ".join(self.params) or "không có tham số nào"
        found = [f"{n}: không có tham số này ({known})" for n in params if n not in self.params]
        found += [
            f"{name}: thiếu" for name, p in self.params.items() if p.required and name not in params
        ]
        for name, value in params.items():
            problem = self.params[name].problem(value) if name in self.params else ""
            found += [f"{name}: {problem}"] if problem else []
        if self.one_of and sum(name in params for name in self.one_of) != 1:
            found.append(f"cần đúng một trong: {', '.join(self.one_of)}")
        if not found and self.relation is not None:
            problem = self.relation(self.complete(params))
            found += [problem] if problem else []
        return tuple(found)


def _integer(param: Param, value: Any) -> str:
    fits = isinstance(value, int) and not isinstance(value, bool)
    if fits and param.least <= value <= param.most:
        return ""
    return f"{value!r} không phải số nguyên từ {param.least} đến {param.most}"


def _boolean(_: Param, value: Any) -> str:
    return "" if isinstance(value, bool) else f"{value!r} không phải true hoặc false"


def _word(param: Param, value: Any) -> str:
    if isinstance(value, str) and (not param.allowed or value in param.allowed):
        return ""
    return f"{value!r} không thuộc: {', '.join(param.allowed) or 'một từ'}"


def _award(_: Param, value: Any) -> str:
    return "" if isinstance(value, str) and value in awards() else f"{value!r} không phải mã khen"


def _awards(param: Param, value: Any) -> str:
    listed = value if isinstance(value, list | tuple) else [value]
    if not listed:
        return "danh sách rỗng"
    return next(filter(None, (_award(param, code) for code in listed)), "")


def _within(_: Param, value: Any) -> str:
    if isinstance(value, Mapping):
        last = value.get("last")
        if set(value) == {"last"} and isinstance(last, int) and 1 <= last <= 64:
            return ""
    elif value in WITHIN:
        return ""
    return f"{value!r} không thuộc: {', '.join(WITHIN)}, {{last: n}}"


def _offsets(_: Param, value: Any) -> str:
    if isinstance(value, list | tuple) and value and all(one in {0, -1} for one in value):
        return ""
    return f"{value!r} không thuộc: [0], [-1], [0, -1]"


_CHECKS: Final[Mapping[str, Callable[[Param, Any], str]]] = {
    "integer": _integer,
    "boolean": _boolean,
    "word": _word,
    "award": _award,
    "awards": _awards,
    "within": _within,
    "offsets": _offsets,
}
