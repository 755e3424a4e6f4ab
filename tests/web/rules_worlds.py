"""What the tests of the province's rules share: the words of a page, the draft it carries, one revision laid down."""

import re

from django.urls import reverse

from tdkt.organisations.models import LawLayer
from tdkt.web.rules.layers import as_yaml

WHEN = {"ngay": "01/12/2024", "can_cu": "Quyết định 12/2024/QĐ-UBND ngày 20/11/2024"}
STRICT = {"r-nam_xet_la_nam_thu_ba": "truoc_nam_xet"}


def words(response):
    """The text of the page's own part, blanks run together."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def section(response, anchor):
    """The text of one section of the page."""
    body = response.content.decode().partition(f'<h2 id="{anchor}"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body.partition(">")[2])).strip()


def carried(response):
    """The draft a page carries, with the day and the basis: what its next button sends."""
    return {"noi_dung": response.context["draft"].written, "lan_da_xem": str(response.context["draft"].seen)} | WHEN  # fmt: skip


def lay_down(client, **content):
    """One revision by the pages, from the whole text."""
    seen = LawLayer.objects.count()
    page = client.post(
        reverse("rules-text"), WHEN | {"van_ban": as_yaml(content), "lan_da_xem": str(seen)}
    )
    return client.post(reverse("rules-save"), carried(page))
