"""What only a person can say: that work was outstanding, that a movement was led, that a unit is united."""

from typing import Final

from tdkt_law.conditions.context import Context, Params, Trace
from tdkt_law.conditions.params import Kind


def attested(ctx: Context, _params: Params) -> Trace:
    """Has somebody attested the condition, met or not met, by its id?"""
    name = f"attested/{ctx.condition_id}"
    return Trace(ctx.columns.narrow_truth(name), names=(name,))


KINDS: Final = (Kind("attested", "Do người có thẩm quyền xác nhận", attested, attested=True),)
