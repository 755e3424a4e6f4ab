"""What is asked of a collective: its members, its rank among its like, its age."""

from typing import Final

import numpy as np

from tdkt_law.columns import Numbers
from tdkt_law.conditions.bits import decide
from tdkt_law.conditions.context import Context, Params, Trace
from tdkt_law.conditions.params import Kind, Param
from tdkt_law.facts.codes import ORGANISERS
from tdkt_law.verdicts import between, opposite

TITLES: Final = ("ldtt", "cstt", "cstd_co_so", "women")
TOTAL: Final = "members/total"


def members_share(ctx: Context, params: Params) -> Trace:
    """Do so many percent of the members hold the title, or more than so many where ``strict``?"""
    names = (f"members/{params['title']}", TOTAL)
    (few, many), (least, most) = (_wide(ctx.columns.narrow_number(name)) for name in names)
    many = np.minimum(many, most)
    percent = params["percent"]
    over = np.greater if params["strict"] else np.greater_equal
    certain = over(few * 100, most * percent) & (least > 0)
    possible = over(many * 100, least * percent) & (most > 0)
    if not ctx.findings:
        return Trace(decide(certain, possible), names=names)
    low = few * 100 // np.maximum(most, 1)
    high = np.minimum(many * 100 // np.maximum(least, 1), 100)
    return Trace(decide(certain, possible), low, high, percent, None, names)


def members_all(ctx: Context, _params: Params) -> Trace:
    """Did every member complete the tasks?"""
    names = ("members/completed", TOTAL)
    (few, many), (least, most) = (ctx.columns.narrow_number(name) for name in names)
    verdict = decide((few >= most) & (least > 0), (many >= least) & (most > 0))
    return Trace(verdict, few, np.minimum(many, most), None, None, names)


def members_with(ctx: Context, params: Params) -> Trace:
    """Do at least so many members hold the title?"""
    return _at_least(ctx, f"members/{params['title']}", params["count"])


def bloc_rank(ctx: Context, params: Params) -> Trace:
    """Does it rank so high in its bloc? 0 is no rank."""
    name = f"bloc/{params['organiser']}/rank"
    low, high = ctx.columns.narrow_number(name)
    rank = params["rank"]
    verdict = decide((low >= 1) & (high <= rank), (low <= rank) & (high >= 1))
    return Trace(verdict, low, high, rank, None, (name,))


def age(ctx: Context, params: Params) -> Trace:
    """Is it at least so many years old at the end of the year asked?"""
    return _at_least(ctx, "age/years", params["years"])


def anniversary(ctx: Context, _params: Params) -> Trace:
    """Is the year asked a tenth, twentieth … anniversary of its founding?"""
    low, high = ctx.columns.narrow_number("founded/year")
    most, least = ctx.year - low, np.maximum(ctx.year - high, 1)
    possible = most // 10 * 10 >= least
    verdict = decide((low == high) & possible, possible)
    return Trace(verdict, low, high, None, None, ("founded/year",))


def flag_eligible(ctx: Context, params: Params) -> Trace:
    """Is it among those who may be given an emulation flag, or not among them where ``is`` is false?"""
    truth = ctx.columns.narrow_truth("flag_eligible")
    return Trace(truth if params["is"] else opposite(truth), names=("flag_eligible",))


def _at_least(ctx: Context, name: str, needed: int) -> Trace:
    low, high = ctx.columns.narrow_number(name)
    return Trace(between(low, high, needed), low, high, needed, None, (name,))


def _wide(
    pair: tuple[Numbers, Numbers],
) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.int64]], ...]:
    """An unknown number times 100 is more than 32 bits hold."""
    return tuple(one.astype(np.int64) for one in pair)


KINDS: Final = (
    Kind(
        "members_share",
        "Tỷ lệ thành viên đạt danh hiệu",
        members_share,
        {
            "title": Param("word", required=True, allowed=TITLES),
            "percent": Param("integer", required=True, most=100),
            "strict": Param("boolean", default=False),
        },
    ),
    Kind(
        "members_all",
        "100% thành viên hoàn thành nhiệm vụ",
        members_all,
        {"at_least": Param("word", default="HT", allowed=("HT",))},
    ),
    Kind(
        "members_with",
        "Số thành viên đạt danh hiệu",
        members_with,
        {
            "title": Param("word", required=True, allowed=TITLES),
            "count": Param("integer", default=1),
        },
    ),
    Kind(
        "bloc_rank",
        "Thứ hạng trong cụm, khối thi đua",
        bloc_rank,
        {
            "organiser": Param("word", required=True, allowed=ORGANISERS),
            "rank": Param("integer", default=1, most=100),
        },
    ),
    Kind(
        "age", "Số năm xây dựng và phát triển", age,
        {"years": Param("integer", required=True, most=200)},
    ),
    Kind("anniversary", "Kỷ niệm năm tròn ngày thành lập", anniversary),
    Kind(
        "flag_eligible", "Thuộc đối tượng được tặng cờ thi đua", flag_eligible,
        {"is": Param("boolean", default=True)},
    ),
)  # fmt: skip
