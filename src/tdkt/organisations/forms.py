"""Forms of organisations, and the field with which any form names one."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django import forms

from tdkt.kernel.dated import valid_on
from tdkt.kernel.dates import UnreadableDate, parse_date
from tdkt.kernel.forms import NamesMissing
from tdkt.kernel.text import fold, nfc
from tdkt.organisations.models import Organisation
from tdkt.organisations.states import OrganisationKind, SuccessionKind
from tdkt.organisations.units import organisations_seen

SUGGESTED_TO: Final = 400  # more names than this are not offered as a list: the page would be heavy


class DayField(forms.CharField):
    """A day as Vietnamese people write it; the value is a ``date`` or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"placeholder": "19/01/2022", "inputmode": "numeric"})
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: object) -> object:
        """Day first, however it was written (an address may carry 2022-06-30); unreadable words stay."""
        if isinstance(value, str):
            try:
                value = parse_date(value)
            except UnreadableDate:
                return value
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def to_python(self, value: object) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_date(text)
        except UnreadableDate as error:
            raise forms.ValidationError(str(error)) from error

    def has_changed(self, initial: object, data: object) -> bool:
        return self.prepare_value(initial) != data


class OrganisationField(forms.CharField):
    """Names one body the reader may see, by its whole name (marks do not count) or its code.

    ``bind(authority_id, on, ids)`` before use; only bodies of that day are meant. The value is an
    ``Organisation`` or None.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**kwargs)
        self.authority_id = 0
        self.on = date.min
        self.ids: Collection[int] | None = None
        self.kept: Organisation | None = None

    def bind(
        self,
        authority_id: int,
        *,
        on: date,
        ids: Collection[int] | None = None,
        kept: Organisation | None = None,
    ) -> None:
        """``kept`` is what stands there already: it may stay even after the body has ended."""
        self.authority_id, self.on, self.ids, self.kept = authority_id, on, ids, kept

    def prepare_value(self, value: object) -> object:
        return value.name if isinstance(value, Organisation) else value

    def to_python(self, value: object) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        if self.kept is not None and nfc(text) == self.kept.name:
            return self.kept
        seen = organisations_seen(self.authority_id, self.ids)
        if by_code := seen.filter(code=text).first():
            return by_code
        named = list(
            seen.filter(valid_on(self.on), folded=fold(text))
            .prefetch_related("parent_links__parent")
            .order_by("protocol_order", "id")[:6]
        )
        if len(named) == 1:
            return named[0]
        if named:
            raise forms.ValidationError(
                f"Có nhiều đơn vị tên “{text}”; hãy ghi mã thay cho tên: "
                + "; ".join(f"{body.code} ({self._above(body)})" for body in named)
                + "."
            )
        near = seen.filter(valid_on(self.on))
        for word in fold(text).split():
            near = near.filter(folded__contains=word)
        names = [body.name for body in near.order_by("protocol_order", "sort_key")[:5]]
        hint = (
            f" Gần giống: {'; '.join(names)}."
            if names
            else " Hãy ghi đủ tên như trong cây tổ chức."
        )
        raise forms.ValidationError(
            f"Không có đơn vị tên “{text}” vào ngày {self.on:%d/%m/%Y}.{hint}"
        )

    def _above(self, body: Organisation) -> str:
        for link in body.parent_links.all():
            if link.holds_on(self.on):
                return link.parent.name
        return body.get_kind_display()

    def has_changed(self, initial: object, data: object) -> bool:
        return self.prepare_value(initial) != data


def suggestions(authority_id: int, *, on: date, ids: Collection[int] | None = None) -> list[str]:
    """Names for the field's list of suggestions; empty where there are too many to send."""
    names = list(
        organisations_seen(authority_id, ids)
        .filter(valid_on(on))
        .order_by("protocol_order", "sort_key")
        .values_list("name", flat=True)[: SUGGESTED_TO + 1]
    )
    return names if len(names) <= SUGGESTED_TO else []


class OrganisationForm(NamesMissing, forms.ModelForm[Organisation]):
    """A body and whose it is. The name of a body that exists is shown, not asked."""

    valid_from = DayField(label="Từ ngày", required=False, help_text="Để trống khi chưa rõ.")
    valid_to = DayField(
        label="Đến hết ngày", required=False, help_text="Để trống khi còn hoạt động."
    )
    parent = OrganisationField(
        label="Trực thuộc", required=False, help_text="Tên đầy đủ của đơn vị cấp trên."
    )
    parent_from = DayField(
        label="Trực thuộc từ ngày",
        required=False,
        help_text="Cần ghi khi chuyển sang cấp trên khác.",
    )
    reason = forms.CharField(label="Lý do, căn cứ", required=False, max_length=255)

    class Meta:
        model = Organisation
        fields = (
            "name", "short_name", "kind", "valid_from", "valid_to", "parent", "parent_from", "protocol_order",
            "latitude", "longitude", "area_km2", "note",
        )  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        labels = {
            "name": "Tên", "short_name": "Tên gọn", "kind": "Loại", "protocol_order": "Thứ tự trong danh sách",
            "latitude": "Vĩ độ", "longitude": "Kinh độ", "area_km2": "Diện tích (km²)", "note": "Ghi chú",
        }  # fmt: skip

    def __init__(self, *args: Any, authority_id: int, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, OrganisationField)
        parent.bind(authority_id, on=on)
        parent.widget.attrs["list"] = "goi-y-don-vi"
        self.fields["kind"].choices = [("", "Chọn loại"), *OrganisationKind.choices]  # type: ignore[attr-defined]
        is_new = self.instance.pk is None
        if is_new:
            del self.fields["parent_from"]
            del self.fields["reason"]
        else:
            self.fields["name"].help_text = "Tên không sửa ở đây: lịch sử được nối, không đổi tên."


class SuccessionForm(NamesMissing, forms.Form):
    """How a body became another: into one that exists, or into a new one of this name."""

    kind = forms.ChoiceField(label="Cách", choices=SuccessionKind.choices)
    on = DayField(label="Từ ngày", help_text="Ngày đầu tiên của tổ chức tiếp nhận.")
    name = forms.CharField(
        label="Tên của tổ chức mới", required=False, max_length=255,
        help_text="Ghi khi lập tổ chức mới, ví dụ khi đổi tên.",
    )  # fmt: skip
    successor = OrganisationField(
        label="Hoặc tổ chức đã có", required=False, help_text="Tên đầy đủ của tổ chức tiếp nhận."
    )
    stays = forms.BooleanField(
        label="Tổ chức cũ vẫn còn hoạt động (chỉ tách một phần)", required=False
    )
    note = forms.CharField(
        label="Căn cứ", max_length=255, help_text="Số, ngày của nghị quyết, quyết định."
    )

    def __init__(self, *args: Any, authority_id: int, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._authority_id, self._on = authority_id, on
        successor = self.fields["successor"]
        assert isinstance(successor, OrganisationField)
        successor.bind(authority_id, on=on)
        successor.widget.attrs["list"] = "goi-y-don-vi"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if bool(cleaned.get("name")) == bool(cleaned.get("successor")):
            self.add_error(
                "name", "Ghi tên của tổ chức mới, hoặc chọn một tổ chức đã có: một trong hai."
            )
        if cleaned.get("kind") == SuccessionKind.RENAMED and cleaned.get("successor"):
            self.add_error("successor", "Đổi tên thì lập tổ chức mới: ghi tên mới, để trống ô này.")
        if cleaned.get("stays") and cleaned.get("kind") != SuccessionKind.SPLIT:
            self.add_error("stays", "Chỉ chọn khi chia, tách.")
        return cleaned
