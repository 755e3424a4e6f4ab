"""What stands against a proposal: discipline, matters under way."""

from typing import Final

import numpy as np

from tdkt_law.conditions.bits import counted, decide
from tdkt_law.conditions.context import Context, Params, Trace
from tdkt_law.conditions.params import Kind, Param
from tdkt_law.facts.codes import DISCIPLINE
from tdkt_law.verdicts import MET, opposite

FORMS: Final = DISCIPLINE[1:]


def no_discipline(ctx: Context, params: Params) -> Trace:
    """Was nobody among the members, or not the subject in the years of the window, disciplined at that form or heavier?"""
    if params["of"] == "members":
        name = "members/worst_discipline"
        worst, heaviest = ctx.columns.narrow_number(name)
        form = DISCIPLINE.index(params["at_or_above"])
        return Trace(decide(heaviest < form, worst < form), worst, heaviest, None, None, (name,))
    name = f"discipline/{params['at_or_above']}"
    yes, may = ctx.session.either((name,))
    window = ctx.window(params["within"])
    # Clean for certain over all the time that may count; perhaps clean where some of it may be.
    clean = (may & (window.certain | window.possible)) == 0
    maybe = ((yes & window.certain) == 0) | ((yes & window.possible) == 0)
    verdict = decide(clean, maybe)
    low, high = counted(yes & window.possible), counted(may & window.possible)
    return Trace(verdict, low, high, None, window, (name,))


def not_pending(ctx: Context, _params: Params) -> Trace:
    """Is no matter under way that holds a proposal?"""
    return Trace(opposite(ctx.columns.narrow_truth("pending")), names=("pending",))


def not_disciplined(ctx: Context, _params: Params) -> Trace:
    """Is the subject under no discipline on the day of proposal?"""
    return Trace(opposite(ctx.columns.narrow_truth("disciplined")), names=("disciplined",))


def after_discipline(_ctx: Context, _params: Params) -> Trace:
    """A rule, not a test, and so always met: the time since a base award begins anew when a discipline ends."""
    return Trace(np.full(1, MET))


KINDS: Final = (
    Kind(
        "no_discipline",
        "Không bị kỷ luật",
        no_discipline,
        {
            "at_or_above": Param("word", required=True, allowed=FORMS),
            "of": Param("word", default="subject", allowed=("members", "subject")),
            "within": Param("within", default="year"),
        },
    ),
    Kind("not_pending", "Không có việc đang xem xét, xác minh", not_pending),
    Kind("not_disciplined", "Không trong thời gian chấp hành kỷ luật", not_disciplined),
    Kind("after_discipline", "Thành tích tính từ khi chấp hành xong kỷ luật", after_discipline),
)
