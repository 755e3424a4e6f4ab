"""Guards every act asks; each answers with the reason a refused person reads."""

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import CAPABILITIES, Capability
from tdkt.kernel.answers import YES, Answer


def may(actor: Reach, capability: Capability) -> Answer:
    """May this office do that? The refusal says who can."""
    if actor.may(capability):
        return YES
    who = [role.label for role, can in CAPABILITIES.items() if capability in can]
    return Answer(
        ok=False,
        reason=f"Nhiệm vụ của bạn không có quyền “{Capability(capability).label}”. Người làm được: {'; '.join(who)}.",
    )
