from django.urls import path

from tdkt.web.desk.views import desk

urlpatterns = [path("", desk, name="desk")]
