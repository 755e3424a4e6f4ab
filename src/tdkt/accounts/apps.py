from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tdkt.accounts"
    verbose_name = "Tài khoản"
