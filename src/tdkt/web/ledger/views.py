"""The list of the ledger, one row in full, and the check of the chain."""

import json
from pathlib import Path
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability, Role
from tdkt.kernel.dates import format_date
from tdkt.kernel.heads import heads_read
from tdkt.kernel.ledger import ledger_verify
from tdkt.kernel.models import LedgerEntry
from tdkt.organisations.forms import DayField
from tdkt.organisations.states import OrganisationKind, SuccessionKind
from tdkt.registry.states import BirthPrecision, Gender, HonourEventKind, RecipientKind
from tdkt.web.ledger.selectors import (
    SYSTEM,
    VERIFIED_TO,
    actors_of,
    can_be_verified,
    entries,
    page_of,
)
from tdkt.web.links import SUBJECT_PAGES, page_url, require_reading
from tdkt.web.tables import Cell, Column, Pager, Row, Table, chips, without

SUBJECT_WORDS: Final = {
    "account": "Tài khoản", "organisation": "Đơn vị", "person": "Cá nhân", "recipient": "Tập thể, hộ gia đình",
    "honour": "Khen thưởng", "document": "Văn bản", "movement": "Phong trào", "import_run": "Lần nhập danh sách",
    "report": "Báo cáo", "figure": "Số liệu", "register": "Sổ", "authority": "Tỉnh",
}  # fmt: skip
FIELD_WORDS: Final = {
    "name": "Tên", "short_name": "Tên gọn", "kind": "Loại", "protocol_order": "Thứ tự", "valid_from": "Từ ngày",
    "valid_to": "Đến hết ngày", "latitude": "Vĩ độ", "longitude": "Kinh độ", "area_km2": "Diện tích (km²)",
    "note": "Ghi chú", "parent": "Mã cấp trên", "parent_name": "Cấp trên", "parent_from": "Trực thuộc từ",
    "successor": "Mã tổ chức kế thừa", "successor_name": "Tổ chức kế thừa", "on": "Từ ngày",
    "organisation": "Mã đơn vị", "organisation_name": "Đơn vị", "body": "Mã tổ chức", "is_small": "Tập thể nhỏ",
    "gender": "Giới tính", "birth_date": "Ngày sinh", "birth_precision": "Độ rõ ngày sinh", "ethnic_group": "Dân tộc",
    "national_id": "Số định danh", "post": "Chức vụ", "post_from": "Giữ chức vụ từ", "role": "Nhiệm vụ",
    "username": "Tên đăng nhập", "full_name": "Họ và tên", "honours": "Lô khen thưởng", "change": "Nội dung",
    "number": "Số", "symbol": "Ký hiệu", "issuer": "Cơ quan ban hành", "issued_on": "Ngày ban hành",
    "title": "Trích yếu", "topic": "Nội dung", "level": "Cấp", "state": "Tình trạng", "force": "Hiệu lực",
}  # fmt: skip

# What a field is called where it means something else for that kind of subject.
FIELD_WORDS_OF: Final[dict[str, dict[str, str]]] = {
    "report": {
        "section": "Mục", "version": "Bản", "body": "Nội dung", "year": "Năm", "signer_line": "Thẩm quyền và chức vụ ký",
        "signer_name": "Họ và tên người ký", "recipients": "Nơi nhận", "issued_on": "Ngày phát hành",
    },
}  # fmt: skip

# subject_kind → what its page asks for, where that is more than reading
SUBJECT_NEEDS: Final = {
    "account": Capability.MANAGE_ACCOUNTS,
    "import_run": Capability.IMPORT,
    "report": Capability.READ_PROVINCE,
}
VERBS: Final = list(LedgerEntry._meta.get_field("verb").choices or [])
# Fields that hold a code → what its codes are called.
CODE_WORDS: Final[dict[str, dict[str, str]]] = {
    "kind": dict(
        [*RecipientKind.choices, *OrganisationKind.choices, *SuccessionKind.choices, *HonourEventKind.choices]
    ),
    "role": dict(Role.choices),
    "gender": dict(Gender.choices),
    "birth_precision": dict(BirthPrecision.choices),
}  # fmt: skip


class LedgerFilter(forms.Form):
    viec = forms.ChoiceField(label="Việc", required=False, choices=[("", "Tất cả"), *VERBS])
    nguoi = forms.ChoiceField(label="Người thực hiện", required=False)
    loai = forms.ChoiceField(
        label="Đối tượng", required=False, choices=[("", "Tất cả"), *SUBJECT_WORDS.items()]
    )
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)

    def __init__(self, *args: Any, actors: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(username, f"{name} ({username})") for username, name in actors]
        self.fields["nguoi"].choices = [("", "Tất cả"), (SYSTEM, "Hệ thống"), *people]  # type: ignore[attr-defined]


def _subject_url(entry: LedgerEntry, reach: Reach) -> str:
    """The subject's page, where there is one and the reader may open it."""
    name = SUBJECT_PAGES.get(entry.subject_kind)
    needs = SUBJECT_NEEDS.get(entry.subject_kind, Capability.READ)
    return page_url(name, entry.subject_code) if name and reach.may(needs) else ""


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 18 else None


@require_safe
def ledger_list(request: Any) -> HttpResponse:
    reach = request.reach
    require_reading(reach, Capability.READ_LEDGER)
    return render(request, "ledger/list.html", _list_context(request))


def _list_context(request: Any) -> dict[str, Any]:
    reach = request.reach
    actors = actors_of(reach)
    form = LedgerFilter(request.GET, actors=actors)
    valid = form.is_valid()
    table = None
    asked = form.cleaned_data
    code = request.GET.get("ma", "")
    if valid:
        found = entries(
            reach, verb=asked["viec"], actor=asked["nguoi"], kind=asked["loai"], code=code, since=asked["tu"],
            until=asked["den"],
        )  # fmt: skip
        page = page_of(
            found,
            older_than=_number(request.GET.get("after", "")),
            newer_than=_number(request.GET.get("before", "")),
        )
        if page.rows:
            table = _table(request, page)
    labels = {
        "viec": ("Việc", dict(VERBS).get(asked.get("viec", ""), "")),
        "nguoi": ("Người", dict([(SYSTEM, "Hệ thống"), *actors]).get(asked.get("nguoi", ""), "")),
        "loai": ("Đối tượng", SUBJECT_WORDS.get(asked.get("loai", ""), "")),
        "ma": ("Mã đối tượng", code),
        "tu": ("Từ", format_date(asked["tu"]) if asked.get("tu") else ""),
        "den": ("Đến", format_date(asked["den"]) if asked.get("den") else ""),
    }
    return {
        "form": form, "valid": valid, "table": table, "chips": chips(request.GET, labels) if valid else [],
        "filtered": any(request.GET.get(key) for key in labels),
    }  # fmt: skip


def _table(request: Any, page: Any) -> Table:
    rows = [
        Row(
            [
                Cell(entry.seq, page_url("ledger-detail", entry.seq)),
                Cell(_moment(entry.at)),
                Cell(entry.actor_name, note=entry.office),
                entry.get_verb_display(),
                Cell(
                    entry.subject_name or entry.subject_code,
                    _subject_url(entry, request.reach),
                    SUBJECT_WORDS.get(entry.subject_kind, entry.subject_kind),
                ),
                Cell(entry.reason),
            ]
        )
        for entry in page.rows
    ]
    kept = without(request.GET)
    joint = "" if kept == "?" else "&"
    pager = Pager(
        total=page.total, shown=len(rows), noun="dòng nhật ký",
        next_url=f"{kept}{joint}after={page.older}" if page.older else "",
        previous_url=f"{kept}{joint}before={page.newer}" if page.newer else "",
    )  # fmt: skip
    columns = [
        Column("Số", nowrap=True),
        Column("Lúc", nowrap=True),
        Column("Người thực hiện"),
        Column("Việc"),
        Column("Đối tượng"),
        Column("Lý do"),
    ]
    return Table("Nhật ký, mới nhất trước", columns, rows, pager)


def _moment(at: Any) -> str:
    local = timezone.localtime(at)
    return f"{format_date(local.date())} {local:%H:%M}"


@require_safe
def ledger_detail(request: Any, seq: int) -> HttpResponse:
    reach = request.reach
    require_reading(reach, Capability.READ_LEDGER)
    found = LedgerEntry.objects.filter(authority=reach.authority_id, seq=seq).first()
    if found is None:
        raise Http404("Không có dòng nhật ký số này.")
    words = FIELD_WORDS | FIELD_WORDS_OF.get(found.subject_kind, {})
    order = {name: place for place, name in enumerate(words)}
    names = sorted(
        {*found.before, *found.after}, key=lambda name: (order.get(name, len(order)), name)
    )
    changes = [
        (words.get(name, name), _said(found.before, name), _said(found.after, name))
        for name in names
    ]
    context = {
        "entry": found, "changes": changes, "subject_url": _subject_url(found, reach),
        "subject_words": SUBJECT_WORDS.get(found.subject_kind, found.subject_kind),
        "others_url": page_url("ledger-list", loai=found.subject_kind, ma=found.subject_code)
        if found.subject_kind in SUBJECT_WORDS else "",
    }  # fmt: skip
    return render(request, "ledger/detail.html", context)


def _said(values: dict[str, Any], name: str) -> str:
    """The value as text; a dash where that side does not speak of it, words where it is empty."""
    if name not in values:
        return "–"
    value = values[name]
    if value is None or value == "":
        return "(trống)"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return "/".join(reversed(value.split("-")))
    if isinstance(value, str):
        return CODE_WORDS.get(name, {}).get(value, value)
    return json.dumps(value, ensure_ascii=False)


@require_POST
def verify(request: Any) -> HttpResponse:
    """Go through the authority's chain and say the first thing wrong with it."""
    reach = request.reach
    require_reading(reach, Capability.READ_LEDGER)
    if can_be_verified(reach):
        stored = heads_read(home=Path(settings.TDKT_HOME))
        fault = ledger_verify(authority=reach.authority_id, stored=stored)
        said = (
            ("bad", f"Nhật ký có chỗ hỏng: {fault.what}.")
            if fault
            else ("ok", "Nhật ký nguyên vẹn.")
        )
    else:
        limit = f"{VERIFIED_TO:,}".replace(",", ".")
        said = (
            "info",
            f"Nhật ký và khen thưởng cộng lại đã quá {limit} dòng: hãy chạy lệnh “tdkt ledger verify” trên máy chủ.",
        )
    context = _list_context(request) | {"said": said}
    return render(request, "ledger/list.html", context)
