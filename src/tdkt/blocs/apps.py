from django.apps import AppConfig


class BlocsConfig(AppConfig):
    name = "tdkt.blocs"
    verbose_name = "Khối, cụm thi đua"
