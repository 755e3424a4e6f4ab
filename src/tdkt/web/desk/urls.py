from django.urls import path

from tdkt.web.desk.views import desk, tasks

urlpatterns = [
    path("", desk, name="desk"),
    path("nhiem-vu-den-han/", tasks, name="desk-tasks"),
]
