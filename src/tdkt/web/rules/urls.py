"""Addresses under ``quy-dinh/``."""

from django.urls import path

from tdkt.web.rules import edit_views, save_views, value_views, views

urlpatterns = [
    path("", views.overview, name="rules-overview"),
    path("vi-du/", views.example, name="rules-example"),
    path("tai-ve/", views.download, name="rules-download"),
    path("lan/<str:code>/", views.revision, name="rules-revision"),
    path("lan/<str:code>/tai-ve/", views.download, name="rules-revision-download"),
    path("sua/lua-chon/", edit_views.choices, name="rules-choices"),
    path("sua/gia-tri/", value_views.values, name="rules-values"),
    path("sua/gia-tri/muc/", value_views.value, name="rules-value"),
    path("sua/toan-van/", edit_views.whole_text, name="rules-text"),
    path("ban-hanh/", save_views.lay_down, name="rules-save"),
]
