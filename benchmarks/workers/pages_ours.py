"""Ready the volume database for its web: static files, and a signed-in session of the standing office."""

from boot import answer
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from tdkt.accounts.models import User

USER = "chuyenvien"
PATH = "/khen-thuong/"


def main() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client()
    client.force_login(
        User.objects.get(username=USER), backend=settings.AUTHENTICATION_BACKENDS[-1]
    )
    name = settings.SESSION_COOKIE_NAME
    answer(path=PATH, cookie=f"{name}={client.cookies[name].value}")


if __name__ == "__main__":
    main()
