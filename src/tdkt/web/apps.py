from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tdkt.web"
    verbose_name = "Trang web"
