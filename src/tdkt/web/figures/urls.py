"""Addresses under ``so-lieu/``."""

from collections.abc import Callable, Iterator

from django.urls import URLPattern, path

from tdkt.web.figures import form_views, record_views, views

_PAGES = (
    ("", views.dashboard, "list"),
    ("danh-sach/", views.figure_index, "index"),
    ("so/<str:code>/", views.figure_detail, "detail"),
    ("so/<str:code>/khai/", views.figure_declare_page, "declare"),
    ("luot-khen/", record_views.honour_rows, "honours"),
    ("so-goc/<str:register>/", record_views.register_rows, "rows"),
    ("bieu/", form_views.form_list, "forms"),
    ("bieu/<str:key>/", form_views.form_detail, "form"),
    ("bieu/<str:key>/tai/", form_views.form_file, "form-file"),
)


def _named(pages: tuple[tuple[str, Callable[..., object], str], ...]) -> Iterator[URLPattern]:
    """Every page answers to ``figures-…`` and to ``figure-…``: areas write both."""
    for route, view, name in pages:
        for area in ("figures", "figure"):
            yield path(route, view, name=f"{area}-{name}")  # type: ignore[arg-type]


urlpatterns = list(_named(_PAGES))
