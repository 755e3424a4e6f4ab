"""``tim/``: a page of its own without JavaScript, the palette's fragment with it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tdkt.web.search.groups import PAGES_AND_ACTS, groups_found


@require_safe
@never_cache
def search(request: Any) -> HttpResponse:
    """Everything the text may mean to this office. Writes nothing and remembers nothing."""
    text = request.GET.get("q", "").strip()[:200]
    template = "search/palette.html" if "palette" in request.GET else "search/page.html"
    groups = groups_found(request.reach, text)
    # A doorway to a filtered list is no record: where nothing else was found, the page says so.
    no_record = bool(text) and all(group.title == PAGES_AND_ACTS for group in groups)
    return render(request, template, {"text": text, "groups": groups, "no_record": no_record})
