from django.urls import path

from tdkt.web.ledger import views

urlpatterns = [
    path("", views.ledger_list, name="ledger-list"),
    path("kiem-tra/", views.verify, name="ledger-verify"),
    path("<int:seq>/", views.ledger_detail, name="ledger-detail"),
]
