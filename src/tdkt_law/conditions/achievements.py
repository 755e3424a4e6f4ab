"""Achievements other than yearly work: a sudden feat, a movement, a contribution, an invention, a prize, a model."""

from typing import Final

from tdkt_law.conditions.context import Context, Params, Trace
from tdkt_law.conditions.params import Kind, Param
from tdkt_law.facts.codes import ACHIEVEMENT_GRADES, ACHIEVEMENT_SCOPES, ACHIEVEMENTS, LAUNCHERS

WORDS: Final = ("kind", "grade", "scope", "launched_by", "rank")


def column(params: Params) -> str:
    """The column that says whether the subject has such an achievement.

    >>> column({"kind": "phong_trao", "launched_by": "ttcp", "min_years": 5})
    'achievements/phong_trao/-/-/ttcp/-/5'
    """
    parts = [str(params.get(word) or "-") for word in WORDS]
    return "/".join(("achievements", *parts, str(params.get("min_years") or 0)))


def achievement(ctx: Context, params: Params) -> Trace:
    """Is there such an achievement, of that grade, scope and length or more?"""
    name = column(params)
    return Trace(ctx.columns.narrow_truth(name), names=(name,))


KINDS: Final = (
    Kind(
        "achievement",
        "Thành tích đột xuất, phong trào, đóng góp, sáng chế, giải thưởng, mô hình",
        achievement,
        {
            "kind": Param("word", required=True, allowed=ACHIEVEMENTS),
            "grade": Param("word", allowed=tuple(g for scale in ACHIEVEMENT_GRADES for g in scale)),
            "scope": Param("word", allowed=ACHIEVEMENT_SCOPES),
            "launched_by": Param("word", allowed=LAUNCHERS),
            "rank": Param("integer", most=100),
            "min_years": Param("integer", most=60),
        },
    ),
)
