from django.urls import URLPattern

from tdkt.web.oversight.pages import COMPLAINTS, INSPECTIONS, TRAINING
from tdkt.web.registers.routes import register_routes

urlpatterns: list[URLPattern] = [
    *register_routes(TRAINING, "boi-duong/"),
    *register_routes(COMPLAINTS, "don-thu/"),
    *register_routes(INSPECTIONS),
]
