from django.urls import path

from tdkt.web.offices import views

urlpatterns = [
    path("", views.accounts, name="offices-list"),
    path("them/", views.create, name="offices-create"),
    path("cua/<str:username>/", views.detail, name="offices-detail"),
    path("cua/<str:username>/giao/", views.grant, name="offices-grant"),
    path("cua/<str:username>/ket-thuc/<int:place>/", views.end, name="offices-end"),
]
