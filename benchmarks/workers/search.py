"""Server time of searching and listing, signed in as the standing office: median of each page. usage: search.py"""

import time
from statistics import median

from boot import answer
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from tdkt.accounts.models import User

USER = "chuyenvien"
PAGES = (
    "/tim/?q=lo+thi+dung", "/tim/?q=van", "/tim/?q=thuy+nguyen+thu", "/ca-nhan/?q=giang+a", "/khen-thuong/",
    "/khen-thuong/?q=nguyen+thi+lan",
)  # fmt: skip
TIMES = 5


def main() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(
        User.objects.get(username=USER), backend=settings.AUTHENTICATION_BACKENDS[-1]
    )
    seconds = {}
    for page in PAGES:
        taken = []
        for _ in range(TIMES + 1):
            started = time.perf_counter()
            response = client.get(page)
            taken.append(time.perf_counter() - started)
            if response.status_code != 200:
                raise SystemExit(f"{page}: trả lời {response.status_code}.")
        seconds[page] = median(taken[1:])
    answer(pages=seconds, seconds=sum(seconds.values()))


if __name__ == "__main__":
    main()
