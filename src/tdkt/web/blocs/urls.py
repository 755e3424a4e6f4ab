from django.urls import URLPattern, path

from tdkt.web.blocs import views
from tdkt.web.blocs.pages import BLOCS
from tdkt.web.registers.routes import register_routes

urlpatterns: list[URLPattern] = [
    path("<str:code>/thanh-vien/them/", views.member_add, name="blocs-member-add"),
    path("<str:code>/thanh-vien/ket-thuc/", views.member_end, name="blocs-member-end"),
    *register_routes(BLOCS),
]
