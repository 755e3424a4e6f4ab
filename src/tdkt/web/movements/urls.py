from django.urls import URLPattern

from tdkt.web.movements.pages import MOVEMENTS
from tdkt.web.movements.rows import CEREMONIES, INDICATORS, PUBLICITY, RESULTS, ROLE_MODELS, TASKS
from tdkt.web.registers.routes import register_routes

urlpatterns: list[URLPattern] = [
    *register_routes(RESULTS, "ket-qua/"),
    *register_routes(INDICATORS, "chi-tieu/"),
    *register_routes(PUBLICITY, "tuyen-truyen/"),
    *register_routes(CEREMONIES, "le-tuyen-duong/"),
    *register_routes(ROLE_MODELS, "dien-hinh/"),
    *register_routes(TASKS, "nhiem-vu/"),
    *register_routes(MOVEMENTS),
]
