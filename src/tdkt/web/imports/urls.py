"""Addresses of the import wizard, under ``nhap-lieu/``."""

from django.urls import path

from tdkt.web.imports import views

urlpatterns = [
    path("", views.import_list, name="imports-list"),
    path("mau/<str:kind>.xlsx", views.import_template, name="imports-template"),
    path("moi/<str:kind>/", views.import_new, name="imports-new"),
    path("lan/<str:code>/", views.import_run, name="imports-run"),
    path("lan/<str:code>/tien-do/", views.import_progress, name="imports-progress"),
    path("lan/<str:code>/kiem-tra/", views.import_check_post, name="imports-check"),
    path("lan/<str:code>/ghi/", views.import_confirm, name="imports-write"),
    path("lan/<str:code>/bo/", views.import_discard_post, name="imports-discard"),
    path("lan/<str:code>/khong-nhan.xlsx", views.import_refusals, name="imports-refusals"),
]
