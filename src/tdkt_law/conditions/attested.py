"""What only a person can say: that work was outstanding, that a movement was led, that a unit is united."""

from typing import Final

from tdkt_law.conditions.context import Context, Params, Trace
from tdkt_law.conditions.params import Kind, Param


def attested(ctx: Context, params: Params) -> Trace:
    """Has somebody attested the condition, met or not met, by its id, which the evaluator adds to the parameters?"""
    name = f"attested/{params['id']}"
    return Trace(ctx.columns.narrow_truth(name), names=(name,))


# ``fact``: no judgement but a fact of the case (who one is, what one did), so "all that is judged" does not say it.
KINDS: Final = (
    Kind(
        "attested",
        "Do người có thẩm quyền xác nhận",
        attested,
        {"fact": Param("boolean", default=False)},
        attested=True,
    ),
)
