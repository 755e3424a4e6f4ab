from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "tdkt.registry"
    verbose_name = "Sổ khen thưởng"

    def ready(self) -> None:
        from tdkt.registry import digests  # noqa: F401 -- registers its check; needs models
