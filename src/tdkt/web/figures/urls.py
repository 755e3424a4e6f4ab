"""Addresses under ``so-lieu/``."""

from django.urls import path

from tdkt.web.figures import form_views, record_views, views

urlpatterns = [
    path("", views.dashboard, name="figures-list"),
    path("danh-sach/", views.figure_index, name="figures-index"),
    path("so/<str:code>/", views.figure_detail, name="figures-detail"),
    path("so/<str:code>/khai/", views.figure_declare_page, name="figures-declare"),
    path("luot-khen/", record_views.honour_rows, name="figures-honours"),
    path("so-goc/<str:register>/", record_views.register_rows, name="figures-rows"),
    path("bieu/", form_views.form_list, name="figures-forms"),
    path("bieu/<str:key>/", form_views.form_detail, name="figures-form"),
    path("bieu/<str:key>/tai/", form_views.form_file, name="figures-form-file"),
]
