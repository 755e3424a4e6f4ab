from django.urls import URLPattern

from tdkt.web.documents.pages import DOCUMENTS
from tdkt.web.registers.routes import register_routes

urlpatterns: list[URLPattern] = register_routes(DOCUMENTS)
