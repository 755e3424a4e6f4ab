"""Fields that name a recipient of the registry, by name and unit or by code; never a guess."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.db.models import Q

from tdkt.kernel.text import canonical_tone, fold, nfc
from tdkt.registry.models import Recipient

HINT: Final = (
    "Họ tên (tên tập thể), sau dấu phẩy là tên đơn vị; hoặc mã ở cuối trang của đối tượng."
)
_CODE: Final = re.compile(r"(?:.*\(mã )?([0-9a-zA-Z]{6,12})\)?$")
_MARKED: Final = re.compile(r"\(mã [0-9a-zA-Z]{6,12}\)$")
_SHARE: Final = re.compile(r"(.+?)\s*[;:]\s*(\d{1,3})\s*%?$")
_NAMED: Final = 5


def recipient_typed(recipient: Recipient) -> str:
    """What names the recipient in a form: name, unit and code."""
    unit = recipient.organisation or recipient.body
    about = (
        f"{recipient.name}, {unit.name}" if unit and unit.name != recipient.name else recipient.name
    )
    return f"{about} (mã {recipient.code})"


def recipient_meant(authority_id: int, text: str) -> Recipient:
    """The one recipient somebody means. Raises ValidationError naming who else it could be, or what to do."""
    own = Recipient.objects.filter(authority_id=authority_id).select_related("organisation", "body")
    coded = _CODE.fullmatch(text)
    marked = _MARKED.search(text)
    if coded and (marked or " " not in text):
        found = own.filter(code=coded[1]).first()
        if found is not None:
            return found
        if marked:
            raise forms.ValidationError(f"Không có đối tượng mang mã “{coded[1]}” trong tỉnh.")
    named = _named(own, text, None)
    at = text.find(",")
    while not named and at > 0:
        named = _named(own, text[:at], text[at + 1 :])
        at = text.find(",", at + 1)
    if len(named) == 1:
        return named[0]
    if named:
        several = "; ".join(recipient_typed(one) for one in named[:_NAMED])
        more = f" và {len(named) - _NAMED} người nữa" if len(named) > _NAMED else ""
        raise forms.ValidationError(
            f"Có {len(named)} đối tượng tên “{text}”; hãy ghi cả mã: {several}{more}."
        )
    raise forms.ValidationError(
        f"Sổ chưa có “{text}”. Hãy kiểm tra họ tên, đơn vị, hoặc thêm đối tượng trước."
    )


def _named(own: Any, name: str, unit: str | None) -> list[Recipient]:
    """Recipients of exactly that name, case and place of the tone mark apart."""
    rows = own.filter(folded=fold(name))
    if unit is not None:
        key = fold(unit)
        rows = rows.filter(Q(organisation__folded=key) | Q(body__folded=key))
    strict = canonical_tone(nfc(name)).casefold()
    return [
        one for one in rows.order_by("id")[:50] if canonical_tone(one.name).casefold() == strict
    ]


class RecipientField(forms.CharField):
    """Names one recipient; the value is a ``Recipient`` or None. Bind before use."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        kwargs["help_text"] = kwargs.get("help_text") or HINT
        super().__init__(**kwargs)
        self.authority_id = 0

    def bind(self, authority_id: int) -> None:
        self.authority_id = authority_id

    def prepare_value(self, value: object) -> object:
        return recipient_typed(value) if isinstance(value, Recipient) else value

    def to_python(self, value: object) -> Any:
        if isinstance(value, Recipient):
            return value
        text = nfc(super().to_python(value) or "")
        return recipient_meant(self.authority_id, text) if text else None


class AuthorsField(forms.CharField):
    """Names the authors of an initiative, one a line, each perhaps with "; 60%"; the value is {recipient: percent}."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)
        self.authority_id = 0

    def bind(self, authority_id: int) -> None:
        self.authority_id = authority_id

    def prepare_value(self, value: object) -> object:
        return authors_typed(value.items()) if isinstance(value, Mapping) else value

    def to_python(self, value: object) -> Any:
        lines = [nfc(line) for line in (super().to_python(value) or "").splitlines()]
        named: dict[Recipient, int | None] = {}
        wrong: list[str] = []
        for line in filter(None, lines):
            share = _SHARE.fullmatch(line)
            try:
                who = recipient_meant(self.authority_id, share[1] if share else line)
            except forms.ValidationError as error:
                wrong.extend(error.messages)
                continue
            percent = int(share[2]) if share else None
            if who in named:
                wrong.append(f"“{who.name}” ghi hai lần.")
            elif percent is not None and not 1 <= percent <= 100:
                wrong.append(f"“{line}”: tỷ lệ từ 1% đến 100%.")
            named[who] = percent
        if wrong:
            raise forms.ValidationError(wrong)
        return named


def authors_typed(shares: Iterable[tuple[Recipient, int | None]]) -> str:
    """One line an author, as ``AuthorsField`` reads it."""
    return "\n".join(
        recipient_typed(who) + (f"; {percent}%" if percent is not None else "")
        for who, percent in shares
    )
