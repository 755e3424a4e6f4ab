"""Accounts of one authority: those that hold or held an office in it, and those it made."""

from django.db.models import Prefetch, Q, QuerySet

from tdkt.accounts.models import Office, User
from tdkt.accounts.selectors import Reach
from tdkt.kernel.models import LedgerEntry
from tdkt.kernel.text import fold
from tdkt.kernel.verbs import Verb


def accounts_of(reach: Reach) -> QuerySet[User]:
    """With ``offices_here``: their offices in this authority, the earliest first; another authority's stay unseen."""
    made = LedgerEntry.objects.filter(
        authority=reach.authority_id, verb=Verb.ACCOUNT_CREATE, subject_kind="account"
    ).values("subject_code")
    here = (
        Office.objects.filter(authority_id=reach.authority_id)
        .select_related("organisation")
        .order_by("valid_from", "id")
    )
    return (
        User.objects.filter(Q(pk__in=here.order_by().values("user_id")) | Q(username__in=made))
        .prefetch_related(Prefetch("offices", queryset=here, to_attr="offices_here"))
        .order_by("username")
    )


def accounts_like(reach: Reach, words: str) -> list[User]:
    """Those whose full name or user name holds every word, without marks."""
    asked = fold(words).split()
    return [
        user
        for user in accounts_of(reach)
        if all(word in f"{fold(user.full_name)} {user.username}" for word in asked)
    ]
