"""Root addresses: each area has a module of its own; what is public is marked in its view."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from tdkt.web.health import health

# (address, package under tdkt.web)
AREAS = (
    ("", "desk"),
    ("tim/", "search"),
    ("khen-thuong/", "awards"),
    ("ca-nhan/", "people"),
    ("don-vi/", "organisations"),
    ("thanh-tich/", "merits"),
    ("ra-soat/", "screening"),
    ("van-ban/", "documents"),
    ("phong-trao/", "movements"),
    ("kiem-tra/", "oversight"),
    ("khoi/", "blocs"),
    ("hoi-dong/", "council"),
    ("so-lieu/", "figures"),
    ("bao-cao/", "reports"),
    ("nhap-lieu/", "imports"),
    ("nhat-ky/", "ledger"),
    ("phap-luat/", "law"),
    ("quy-dinh/", "rules"),
    ("tai-khoan/", "offices"),
)


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tdkt.web.accounts.urls")),
    path("suc-khoe/", health, name="health"),
    *(path(address, include(f"tdkt.web.{area}.urls")) for address, area in AREAS),
]
if settings.TDKT_DEV:
    urlpatterns.append(path("_ui/", include("tdkt.web.gallery.urls")))

handler400 = "tdkt.web.errors.bad_request"
handler403 = "tdkt.web.errors.forbidden"
handler404 = "tdkt.web.errors.not_found"
