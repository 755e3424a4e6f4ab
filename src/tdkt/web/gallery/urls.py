from django.urls import path

from tdkt.web.gallery import views

urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("tien-do/", views.progress, name="gallery-progress"),
    path("loi/<str:kind>/", views.wrong, name="gallery-error"),
]
