from django.urls import path

from tdkt.web.reports import views

urlpatterns = [
    path("", views.report_list, name="reports-list"),
    path("lap/", views.report_begin, name="reports-begin"),
    path("<str:code>/", views.report_detail, name="reports-detail"),
    path("<str:code>/muc/<str:section>/", views.report_section, name="reports-section"),
    path("<str:code>/muc/<str:section>/soi/", views.report_check, name="reports-check"),
    path("<str:code>/so-lieu/", views.report_figures, name="reports-figures"),
    path("<str:code>/ky-va-noi-nhan/", views.report_details, name="reports-details"),
    path("<str:code>/phat-hanh/", views.report_issue, name="reports-issue"),
    path("<str:code>/tai/<str:name>", views.report_file, name="reports-file"),
]
