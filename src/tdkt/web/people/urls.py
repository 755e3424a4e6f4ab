from django.urls import path

from tdkt.web.people import views

urlpatterns = [
    path("", views.people_list, name="people-list"),
    path("them/", views.person_create, name="people-create"),
    path("<str:code>/", views.person_detail, name="people-detail"),
    path("<str:code>/sua/", views.person_edit, name="people-edit"),
    path("<str:code>/so-dinh-danh/", views.person_number, name="people-number"),
]
