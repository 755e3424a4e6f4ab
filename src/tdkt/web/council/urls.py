from django.urls import URLPattern, path
from django.views.generic import RedirectView

from tdkt.web.council.pages import SESSIONS
from tdkt.web.registers.routes import register_routes

urlpatterns: list[URLPattern] = [
    path("", RedirectView.as_view(pattern_name="council-list"), name="council"),
    *register_routes(SESSIONS, "phien/"),
]
