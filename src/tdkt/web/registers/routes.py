"""The addresses of a register: list, Excel, adding, one row, changing it."""

from django.urls import URLPattern, path

from tdkt.web.registers import views
from tdkt.web.registers.page import RegisterPage


def register_routes(page: RegisterPage, under: str = "") -> list[URLPattern]:
    """``under`` is the register's part of the address, with its slash; the area's own register has none."""
    told = {"page": page}
    return [
        path(under, views.register_list, told, name=f"{page.key}-list"),
        path(f"{under}xuat.xlsx", views.register_export, told, name=f"{page.key}-export"),
        path(f"{under}them/", views.register_create, told, name=f"{page.key}-create"),
        path(f"{under}<str:code>/", views.register_detail, told, name=f"{page.key}-detail"),
        path(f"{under}<str:code>/sua/", views.register_edit, told, name=f"{page.key}-edit"),
    ]
