"""Only the doors of allauth that are open here; its own url names are kept, it reverses them."""

from allauth.account import views as allauth
from django.urls import path

from tdkt.web.accounts import views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="account_login"),
    path("dang-nhap/thu/<str:username>/", views.demo_sign_in, name="demo-sign-in"),
    path("dang-nhap/quen-mat-khau/", views.forgotten, name="account_reset_password"),
    path("dang-nhap/ngung/", allauth.account_inactive, name="account_inactive"),
    path("dang-xuat/", allauth.logout, name="account_logout"),
    path("doi-mat-khau/", allauth.password_change, name="account_change_password"),
    path("xac-nhan-mat-khau/", allauth.reauthenticate, name="account_reauthenticate"),
    path("nhiem-vu/", views.office_switch, name="office-switch"),
    path("giao-dien/", views.theme, name="theme"),
    path("gia-han-phien/", views.session_renew, name="session-renew"),
]
