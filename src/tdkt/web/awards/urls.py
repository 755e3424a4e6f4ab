from django.urls import path

from tdkt.web.awards import views

urlpatterns = [
    path("", views.award_list, name="awards-list"),
    path("xuat.xlsx", views.award_export, name="awards-export"),
    path("goi-y-don-vi/", views.award_units, name="awards-units"),
    path("<str:code>/", views.award_detail, name="awards-detail"),
]
