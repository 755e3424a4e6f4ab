"""The last two steps: what would change and whom it would affect, and laying it down."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from tdkt.accounts.permissions import may
from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.kernel.answers import Refused, Stale
from tdkt.kernel.dates import format_date
from tdkt.organisations.law_services import law_layer_save
from tdkt.web.law.words import GROUNDS, RECIPIENTS
from tdkt.web.links import recipient_url
from tdkt.web.rules.affected import SHOWN, Affected, affected
from tdkt.web.rules.changes import changes
from tdkt.web.rules.draft import Draft, last_number_of, sent_draft
from tdkt.web.rules.forms import WhenForm
from tdkt.web.rules.layers import holding, revisions, upcoming
from tdkt.web.rules.pages import drawn, law_of_content, writer
from tdkt.web.rules.words import award_words


def preview(request: Any, draft: Draft, when: WhenForm, *, refusal: str = "") -> HttpResponse:
    """The second step. ``draft`` has passed the checker, ``when`` is valid."""
    reach = writer(request)
    day = when.cleaned_data["ngay"]
    layers = revisions(reach)
    holds = holding(layers, day)
    was: Any = holds.content if holds else {}
    old, new = law_of_content(was), law_of_content(draft.content)
    differences = changes(was, draft.content, old, new)
    found = affected(reach, old, new, day) if differences else None
    return drawn(
        request,
        "preview",
        draft,
        {
            "day": day, "note": when.cleaned_data["can_cu"], "holds": holds, "refusal": refusal,
            "changes": differences, "affected": found, "past": day < reach.on,
            "later": [one for one in upcoming(layers, day) if one.valid_from > day],
            **(_effects(found) if found and found.asked else {}),
        },
        status=422 if refusal else 200,
    )  # fmt: skip


def _effects(found: Affected) -> dict[str, Any]:
    effects = [
        (
            award_words(one.award),
            GROUNDS[one.ground],
            RECIPIENTS[one.kind],
            one.count,
            sorted(one.moves.items(), reverse=True),
        )
        for one in found.effects
    ]
    turned = [
        (
            one.recipient,
            recipient_url(one.recipient),
            award_words(one.award),
            GROUNDS[one.ground],
            one.before,
            one.after,
        )
        for one in found.turned
    ]
    return {"effects": effects, "turned": turned, "more": max(found.changes - SHOWN, 0)}  # fmt: skip


@require_POST
def lay_down(request: Any) -> HttpResponse:
    """The last step. A refusal shows the preview again, with everything typed."""
    reach: Reach = writer(request)
    draft, when = sent_draft(request), WhenForm(request.POST)
    if not when.is_valid():
        return drawn(request, "when", draft, {"when": when}, status=422)
    try:
        layer = law_layer_save(
            actor=reach.signed,
            allowed=may(reach, Capability.SET_RULES),
            content=draft.content,
            valid_from=when.cleaned_data["ngay"],
            note=when.cleaned_data["can_cu"],
            at=timezone.now(),
            seen=draft.seen,
        )
    except Stale as stale:
        # The preview is made anew against what the other laid down; what he added shows as taken away.
        fresh = Draft(draft.content, last_number_of(reach), draft.day, draft.note)
        return preview(request, fresh, when, refusal=str(stale.reason))
    except Refused as refused:
        return preview(request, draft, when, refusal=str(refused.reason))
    messages.success(
        request,
        f"Đã ban hành quy định lần {layer.number}, áp dụng từ {format_date(layer.valid_from)}.",
    )
    return redirect("rules-revision", layer.code)
