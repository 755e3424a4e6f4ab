from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "tdkt.oversight"
    verbose_name = "Kiểm tra, bồi dưỡng"
