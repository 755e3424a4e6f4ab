from django.urls import path

from tdkt.web.search import views

urlpatterns = [path("", views.search, name="search")]
