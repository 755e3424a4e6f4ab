from django.urls import path

from tdkt.web.eligibility import views as eligibility
from tdkt.web.organisations import change_views, views

urlpatterns = [
    path("", views.tree, name="organisations-list"),
    path("them/", change_views.create, name="organisations-create"),
    path("<str:code>/", views.detail, name="organisations-detail"),
    path("<str:code>/truc-thuoc/", views.children, name="organisations-children"),
    path("<str:code>/sua/", change_views.edit, name="organisations-edit"),
    path("<str:code>/ke-thua/", change_views.succession, name="organisations-succession"),
    path("<str:code>/dieu-kien/", eligibility.unit_eligibility, name="organisations-eligibility"),
]
