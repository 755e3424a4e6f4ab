"""Server time and queries of lists, searches, overviews, as three offices use them. usage: list_times.py TIMES

Each address is asked in rounds, so that a pause of the machine falls on all alike; the first round is not counted.
The deep pages are reached by the page's own "Trang sau" links.
"""

import math
import re
import sys
import time
from html import unescape
from importlib import import_module

from boot import answer
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tdkt.accounts.models import User
from tdkt.organisations.models import Organisation
from tdkt.registry.models import Honour, OfficialDocument
from tdkt.registry.states import RecipientKind

NEXT = re.compile(r'rel="next" href="([^"]+)"')
DEEP = 12  # pages down
USERS = ("chuyenvien", "giaoduc", "xa")
# Common and rare names, one letter, names with filters, filters alone: common, rare, rare together, days, units.
QUERIES = (
    "", "q=nguyen", "q=n", "q=hai+tong+thanh", "q=thi+nguyen", "q=nguyen&nam=2022", "q=thi&hinh_thuc=bk_bo_tinh",
    "q=thi&hinh_thuc=hc_lao_dong_2", "q=lo&loai_hinh=chuyen_de&cap=bo_tinh", "q=nguyen&don_vi={district}", "nam=2022",
    "nam_tt=2020", "hinh_thuc=bk_bo_tinh", "hinh_thuc=hc_lao_dong_2", "loai_hinh=doi_ngoai&nhom=lanh_dao_so&nam=2019",
    "loai_hinh=chuyen_de", "nhom=lanh_dao_tinh", "doi_tuong=ho_gia_dinh,tap_the", "cap=nha_nuoc&nam_tt=2016",
    "doanh_nghiep=1", "tap_the_nho=1&cap=bo_tinh", "phong_trao=PT03&cap=bo_tinh", "tu=2021-12-01&den=2022-11-30",
    "tu=2021-12-01&den=2022-11-30&hinh_thuc=bk_bo_tinh", "don_vi={department}", "don_vi={commune}", "don_vi={school}",
    "don_vi={district}&loai_hinh=chuyen_de", "don_vi={department}&hinh_thuc=hc_lao_dong_3", "quyet_dinh={decision}",
    "tinh_den=2020-06-30", "da_huy=1",
)  # fmt: skip
OTHERS = (
    "/tim/?q=nguyen", "/tim/?palette=1&q=n", "/tim/?palette=1&q=hai+tong+thanh", "/tim/?palette=1&q=2216",
    "/tim/?q=truong+tieu+hoc", "/ca-nhan/", "/ca-nhan/?q=nguyen", "/ca-nhan/?q=hai+tong+thanh", "/van-ban/",
    "/van-ban/?q=2216", "/don-vi/", "/phong-trao/", "/kiem-tra/", "/khoi/",
)  # fmt: skip
# The desk, a year's figures counted three ways, one figure and its honours, pages of units and of a person.
OVERVIEWS = (
    "/", "/so-lieu/", "/so-lieu/?nam=2022", "/so-lieu/?nam=2022&ky=thong-ke", "/so-lieu/?nam=2022&ky=thanh-tich",
    "/so-lieu/danh-sach/", "/so-lieu/so/khen_thuong.cap_tinh.nguoi/?nam=2022", "/so-lieu/bieu/",
    "/so-lieu/luot-khen/?nam=2022&cap=bo_tinh", "/so-lieu/luot-khen/?nam=2022&thang=3",
    "/so-lieu/luot-khen/?nam=2022&ky=thanh-tich", "/don-vi/{department}/", "/don-vi/{commune}/",
    "/don-vi/{district}/", "/don-vi/{province}/", "/ca-nhan/{person}/",
)  # fmt: skip
OWN = {"giaoduc": "department", "xa": "commune"}  # the unit an office may open


def main(times: int) -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    import_module("tdkt.config.wsgi")  # started as the server is
    pages = [page for user in USERS for page in _pages(_client(user), user)]
    overviews = {_named(user, url) for user in USERS for url in _overviews(user)}
    taken: dict[str, list[float]] = {page[0]: [] for page in pages}
    queries: dict[str, int] = {}
    for turn in range(times + 1):
        for name, client, url in pages:
            started = time.perf_counter()
            status = client.get(url).status_code
            seconds = time.perf_counter() - started
            if status != 200:
                raise SystemExit(f"{name}: trả lời {status}.")
            if turn:
                taken[name].append(seconds)
    for name, client, url in pages:
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        queries[name] = len(captured)
    answer(
        pages={
            name: {
                "p50": at(got, 0.5),
                "p95": at(got, 0.95),
                "queries": queries[name],
                "overview": name in overviews,
            }
            for name, got in taken.items()
        }
    )


def at(values: list[float], share: float) -> float:
    """The value that ``share`` of the values do not exceed."""
    return sorted(values)[max(math.ceil(share * len(values)) - 1, 0)]


def _client(username: str) -> Client:
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(
        User.objects.get(username=username), backend=settings.AUTHENTICATION_BACKENDS[-1]
    )
    return client


def _pages(client: Client, user: str) -> list[tuple[str, Client, str]]:
    """(name, client, address) of everything this office asks, deep pages of two lists among them."""
    made = [
        (
            f"{user} /khen-thuong/ {query}",
            client,
            f"/khen-thuong/?{query.format(**_codes())}".rstrip("?"),
        )
        for query in QUERIES
        if user == "chuyenvien" or "don_vi={" not in query  # those units are outside its reach
    ]
    made += [
        (f"{user} {first} trang {DEEP + 1}", client, deep)
        for first in (
            "/khen-thuong/",
            "/khen-thuong/?q=nguyen",
            "/khen-thuong/?nam=2022",
            "/ca-nhan/",
        )
        if (deep := _turned(client, first, DEEP)) != first
    ]
    made += [(_named(user, url), client, url) for url in (*OTHERS, *_overviews(user))]
    return made


def _named(user: str, url: str) -> str:
    return f"{user} {url}"


def _overviews(user: str) -> list[str]:
    """Of the pages that open one unit or person, an office of a unit opens its own unit alone."""
    return [
        url.format(**_codes())
        for url in OVERVIEWS
        if user == "chuyenvien" or "{" not in url or f"{{{OWN[user]}}}" in url
    ]


def _turned(client: Client, url: str, pages: int) -> str:
    path = url.partition("?")[0]
    for _ in range(pages):
        following = NEXT.search(client.get(url).content.decode())
        if following is None:
            break
        url = path + unescape(following[1])
    return url


def _codes() -> dict[str, str]:
    if not _CODES:
        named = {
            "province": "Ủy ban nhân dân tỉnh",
            "department": "Sở Giáo dục và Đào tạo",
            "commune": "Xã số 3",
        }
        _CODES.update(
            {key: Organisation.objects.get(name=name).code for key, name in named.items()}
        )
        # Units that ended have honours of their time only: the heaviest case of a filter by unit.
        _CODES["district"] = Organisation.objects.get(name="Huyện số 1").code
        _CODES["school"] = (
            Organisation.objects.filter(kind="truong")
            .annotate(n=Count("honours"))
            .order_by("-n")[0]
            .code
        )
        most = Honour.objects.filter(kind=RecipientKind.PERSON).values_list("recipient__code")
        _CODES["person"] = most.annotate(n=Count("pk")).order_by("-n", "recipient_id")[0][0]
        _CODES["decision"] = OfficialDocument.objects.order_by("pk")[
            OfficialDocument.objects.count() // 2
        ].code
    return _CODES


_CODES: dict[str, str] = {}

if __name__ == "__main__":
    main(int(sys.argv[1]))
