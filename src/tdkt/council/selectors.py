"""Reading the council's sessions: every office of the authority reads them."""

from django.db.models import QuerySet

from tdkt.accounts.selectors import Reach
from tdkt.council.models import CouncilSession


def sessions_seen(reach: Reach) -> QuerySet[CouncilSession]:
    return CouncilSession.objects.filter(authority_id=reach.authority_id)
