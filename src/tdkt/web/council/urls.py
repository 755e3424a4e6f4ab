from django.urls import URLPattern

from tdkt.web.council.pages import SESSIONS
from tdkt.web.registers.routes import register_routes

urlpatterns: list[URLPattern] = register_routes(SESSIONS, "phien/")
