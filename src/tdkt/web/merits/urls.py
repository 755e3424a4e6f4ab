from collections.abc import Iterator

from django.urls import URLPattern, path

from tdkt.web.merits import views
from tdkt.web.merits.guard import with_tabs
from tdkt.web.merits.pages import DISCIPLINES, HOLDS, INITIATIVES
from tdkt.web.registers.page import RegisterPage
from tdkt.web.registers.routes import register_routes


def _routes(page: RegisterPage, under: str = "", *, restricted: bool) -> Iterator[URLPattern]:
    """The register's routes, each with the tabs the office may open, and closed to others where restricted."""
    for route in register_routes(page, under):
        view = with_tabs(route.callback, restricted=restricted)
        yield URLPattern(route.pattern, view, route.default_args, route.name)


urlpatterns: list[URLPattern] = [
    path("xep-loai/<str:code>/them/", views.rating_create, name="ratings-create"),
    path("xep-loai/<str:code>/<str:year>/", views.rating_edit, name="ratings-edit"),
    path("so-lieu/<str:code>/them/", views.year_create, name="collective-years-create"),
    path("so-lieu/<str:code>/<str:year>/", views.year_edit, name="collective-years-edit"),
    path("tam-dung/<str:code>/go/", views.hold_lift_page, name="holds-lift"),
    path("<str:code>/lan-dung/", views.use_create, name="initiatives-use"),
    path("<str:code>/lan-dung/<int:use>/bo/", views.use_drop, name="initiatives-use-drop"),
    *_routes(DISCIPLINES, "ky-luat/", restricted=True),
    *_routes(HOLDS, "tam-dung/", restricted=True),
    *_routes(INITIATIVES, restricted=False),
]  # fmt: skip
