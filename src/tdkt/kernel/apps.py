from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "tdkt.kernel"
    verbose_name = "Nhật ký"
