from django.urls import path

from tdkt.web.eligibility import views as eligibility
from tdkt.web.people import views

urlpatterns = [
    path("", views.people_list, name="people-list"),
    path("them/", views.person_create, name="people-create"),
    path("<str:code>/", views.person_detail, name="people-detail"),
    path("<str:code>/sua/", views.person_edit, name="people-edit"),
    path("<str:code>/so-dinh-danh/", views.person_number, name="people-number"),
    path("<str:code>/dieu-kien/", eligibility.person_eligibility, name="people-eligibility"),
    path("<str:code>/dieu-kien/phieu.<str:kind>", eligibility.eligibility_paper, name="people-eligibility-paper"),
    path("<str:code>/dieu-kien/<str:award_code>/", eligibility.award_eligibility, name="people-eligibility-award"),
]  # fmt: skip
