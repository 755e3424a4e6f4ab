# ruff: noqa: ARG002 -- the library calls widgets and resources with arguments of its own choice
"""Import the list by django-import-export, its reader included. usage: import_peer.py FILE default|tuned

The resource leaves out what ours also does (ledger, digest, facet, group by post, staged check, warnings): the peer
does less work. People are looked up by name and unit over the index of folded names, units by name, decisions by number.
"""

import sys
import time
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from boot import answer, peak_mib
from django.db import models
from import_export import fields, resources, widgets
from import_export.formats.base_formats import XLSX
from import_list import written

from tdkt.kernel.text import fold
from tdkt.organisations.models import Authority, Organisation
from tdkt.registry.models import Honour, OfficialDocument, Recipient

KINDS = {"Cá nhân": "ca_nhan", "Tập thể": "tap_the", "Hộ gia đình": "ho_gia_dinh"}
AWARDS = {
    "Bằng khen của Chủ tịch UBND tỉnh": "bk_bo_tinh",
    "BK tỉnh": "bk_bo_tinh",
    "Tập thể lao động xuất sắc": "tap_the_ldxs",
}
METHODS = {"Thường xuyên": "thuong_xuyen"}


class Words(widgets.Widget):
    """A word of the list as the model's code; an unknown word is an error of the row."""

    def __init__(self, codes: dict[str, str]) -> None:
        super().__init__()
        self.codes = codes

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if value not in self.codes:
            raise ValueError(f"Không hiểu {value!r}.")
        return self.codes[value]


class Flag(widgets.Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        return value == "x"


class Text(widgets.Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return str(value or "")


class PersonByName(widgets.ForeignKeyWidget):
    """Name and unit, over the index of folded names."""

    def get_queryset(self, value: str, row: Any, *args: Any, **kwargs: Any) -> Any:
        named = self.model.objects.filter(authority_id=AUTHORITY, folded=fold(value))
        return named.filter(organisation__name=row["Đơn vị"])


class DecisionByNumber(widgets.ForeignKeyWidget):
    def get_lookup_kwargs(self, value: str, row: Any, **kwargs: Any) -> dict[str, str]:
        number, symbol = value.split("/", 1)
        return {"authority_id": AUTHORITY, "number": number, "symbol": symbol}


class Cached(widgets.ForeignKeyWidget):
    """The tuned widget: everything the list may speak of, read once."""

    def __init__(self, model: type[models.Model], *names: str) -> None:
        super().__init__(model)
        self.names = names
        self._known: dict[Any, models.Model] | None = None

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> models.Model:
        if self._known is None:
            self._known = {}
            for pk, *key in self.model.objects.values_list("pk", *self.names):
                self._known[tuple(key)] = self.model(pk=pk)
        return self._known[self.key(value, row)]

    def key(self, value: str, row: Any) -> tuple[str, ...]:
        return (value,)


class CachedPerson(Cached):
    def key(self, value: str, row: Any) -> tuple[str, ...]:
        return value, row["Đơn vị"]


class CachedDecision(Cached):
    def key(self, value: str, row: Any) -> tuple[str, ...]:
        return tuple(value.split("/", 1))


class HonourResource(resources.ModelResource):
    """The list's columns on our model, with the library's own defaults."""

    ordinal = fields.Field("ordinal", "TT", widgets.IntegerWidget())
    name_then = fields.Field("name_then", "Họ và tên/Tên tập thể", Text())
    kind = fields.Field("kind", "Loại đối tượng", Words(KINDS))
    post_then = fields.Field("post_then", "Chức vụ", Text())
    unit_then = fields.Field("unit_then", "Đơn vị", Text())
    award = fields.Field("award", "Danh hiệu, hình thức khen thưởng", Words(AWARDS))
    method = fields.Field("method", "Loại hình khen thưởng", Words(METHODS))
    year = fields.Field("year", "Năm thành tích", widgets.IntegerWidget())
    decided_on = fields.Field("decided_on", "Ngày quyết định", widgets.DateWidget("%d/%m/%Y"))
    is_small = fields.Field("is_small", "Tập thể nhỏ", Flag())
    prize = fields.Field("prize", "Tiền thưởng", widgets.IntegerWidget())
    recipient = fields.Field("recipient", "Họ và tên/Tên tập thể", PersonByName(Recipient, "name"))
    organisation = fields.Field(
        "organisation", "Đơn vị", widgets.ForeignKeyWidget(Organisation, "name")
    )
    document = fields.Field(
        "document", "Số quyết định", DecisionByNumber(OfficialDocument, "number")
    )

    class Meta:
        model = Honour
        fields: ClassVar[tuple[str, ...]] = (
            "ordinal", "name_then", "kind", "post_then", "unit_then", "award", "method", "year", "decided_on", "is_small",
            "prize", "recipient", "organisation", "document",
        )  # fmt: skip
        import_id_fields: ClassVar[tuple[str, ...]] = (
            "document",
            "ordinal",
        )  # what makes a line unique

    def init_instance(self, row: Any = None) -> Honour:
        return Honour(
            authority_id=AUTHORITY, level="bo_tinh", year_kind="calendar", facet_id=0, digest=""
        )

    def before_save_instance(self, instance: Honour, row: Any, **kwargs: Any) -> None:
        if isinstance(instance.decided_on, date):
            instance.decided_year = instance.decided_on.year


class TunedResource(HonourResource):
    """Its documented bulk mode: no look-up of existing rows, no diff, foreign keys from memory."""

    recipient = fields.Field(
        "recipient", "Họ và tên/Tên tập thể", CachedPerson(Recipient, "name", "organisation__name")
    )
    organisation = fields.Field("organisation", "Đơn vị", Cached(Organisation, "name"))
    document = fields.Field(
        "document", "Số quyết định", CachedDecision(OfficialDocument, "number", "symbol")
    )

    class Meta(HonourResource.Meta):
        use_bulk = True
        force_init_instance = True
        skip_diff = True
        skip_html_diff = True


AUTHORITY = Authority.objects.get().pk


def main() -> None:
    path, mode = Path(sys.argv[1]), sys.argv[2]
    started = time.perf_counter()
    dataset = XLSX().create_dataset(path.read_bytes())
    read = time.perf_counter()
    resource = (TunedResource if mode == "tuned" else HonourResource)()
    resource.import_data(dataset, dry_run=False, raise_errors=True)
    ended = time.perf_counter()
    peak = peak_mib()
    count, digest = written()
    answer(seconds=ended - started, read=read - started, peak=peak, rows=count, digest=digest)


if __name__ == "__main__":
    main()
