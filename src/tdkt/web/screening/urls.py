from django.urls import path

from tdkt.web.screening import views

urlpatterns = [
    path("", views.screening, name="screening"),
    path("xuat.xlsx", views.screening_export, name="screening-export"),
]
