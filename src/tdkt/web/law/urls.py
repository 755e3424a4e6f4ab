"""Addresses under ``phap-luat/``."""

from django.urls import path

from tdkt.web.law import tool_views, views

urlpatterns = [
    path("", views.award_list, name="law-awards"),
    path("khen-thuong/<str:code>/", views.award_detail, name="law-award"),
    path("van-ban/", views.instrument_list, name="law-instruments"),
    path("van-ban/<str:instrument>/", views.instrument_detail, name="law-instrument"),
    path("so-sanh/", views.compare_days, name="law-compare"),
    path("tien-thuong/", tool_views.prize_page, name="law-prize"),
    path("lich-lam-viec/", tool_views.calendar_page, name="law-calendar"),
]
