from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "tdkt.statistics"
    verbose_name = "Số liệu, báo cáo"
