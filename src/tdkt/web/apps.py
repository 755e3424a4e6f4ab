from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tdkt.web"
    verbose_name = "Trang web"

    def ready(self) -> None:
        from tdkt.web.accounts.recording import connect

        connect()
