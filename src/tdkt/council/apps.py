from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "tdkt.council"
    verbose_name = "Hội đồng"
