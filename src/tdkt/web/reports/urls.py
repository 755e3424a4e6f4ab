from django.urls import path

from tdkt.web.reports import views

urlpatterns = [
    path("", views.report_list, name="report-list"),
    path("lap/", views.report_begin, name="report-begin"),
    path("<str:code>/", views.report_detail, name="report-detail"),
    path("<str:code>/muc/<str:section>/", views.report_section, name="report-section"),
    path("<str:code>/muc/<str:section>/soi/", views.report_check, name="report-check"),
    path("<str:code>/so-lieu/", views.report_figures, name="report-figures"),
    path("<str:code>/ky-va-noi-nhan/", views.report_details, name="report-details"),
    path("<str:code>/phat-hanh/", views.report_issue, name="report-issue"),
    path("<str:code>/tai/<str:name>", views.report_file, name="report-file"),
]
