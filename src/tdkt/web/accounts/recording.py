"""Sign-ins, sign-outs, lock-outs and changes of password go to the ledger; the libraries tell of them by signal only."""

from datetime import timedelta
from typing import Any

from allauth.account.signals import password_changed
from axes.helpers import get_cool_off
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest
from django.utils import timezone

from tdkt.accounts.models import User
from tdkt.accounts.services import sign_in_recorded
from tdkt.kernel.models import LedgerEntry
from tdkt.kernel.verbs import Verb


def _record(user: User | None, verb: Verb) -> None:
    if user is not None:
        sign_in_recorded(user=user, verb=verb, at=timezone.now(), on=timezone.localdate())


def signed_in(user: User, **kwargs: Any) -> None:
    _record(user, Verb.ACCOUNT_SIGN_IN)


def signed_out(user: User | None, **kwargs: Any) -> None:
    _record(user, Verb.ACCOUNT_SIGN_OUT)


def password_was_changed(user: User, **kwargs: Any) -> None:
    _record(user, Verb.ACCOUNT_PASSWORD)


def locked(username: str | None, request: HttpRequest, **kwargs: Any) -> None:
    """Once a lock-out: axes tells of every further attempt, which would let a stranger fill the ledger."""
    since = timezone.now() - (get_cool_off(request) or timedelta(days=1))
    told = LedgerEntry.objects.filter(
        verb=Verb.ACCOUNT_LOCK, subject_kind="account", subject_code=username, at__gte=since
    )
    if not told.exists():
        _record(User.objects.filter(username=username).first(), Verb.ACCOUNT_LOCK)


def connect() -> None:
    user_logged_in.connect(signed_in, dispatch_uid="tdkt-signed-in")
    user_logged_out.connect(signed_out, dispatch_uid="tdkt-signed-out")
    password_changed.connect(password_was_changed, dispatch_uid="tdkt-password-changed")
    user_locked_out.connect(locked, dispatch_uid="tdkt-locked-out")
