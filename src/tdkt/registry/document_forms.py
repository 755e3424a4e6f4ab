"""Fields that name official documents by number and symbol, and the form of a document."""

from typing import Any, Final

from django import forms
from django.db import models

from tdkt.accounts.record_forms import RecordForm, record_field
from tdkt.kernel.dates import format_date
from tdkt.kernel.text import nfc
from tdkt.registry.document_list import documents_named
from tdkt.registry.models import OfficialDocument

_HINT: Final = "Số và ký hiệu, ví dụ 2216/KH-UBND."


def document_meant(authority_id: int, text: str) -> OfficialDocument:
    """The one document somebody means. Raises ValidationError naming what else it could be, or what to do."""
    found = documents_named(authority_id, text)
    if len(found) == 1:
        return found[0]
    if found:
        several = "; ".join(f"{one.code} ({_about(one)})" for one in found)
        raise forms.ValidationError(
            f"Có nhiều văn bản “{text}”; hãy ghi mã thay cho số, ký hiệu: {several}."
        )
    raise forms.ValidationError(
        f"Sổ chưa có văn bản “{text}”. Hãy kiểm tra số, ký hiệu (ví dụ 2216/KH-UBND), "
        "hoặc thêm văn bản vào sổ trước."
    )


def _about(document: OfficialDocument) -> str:
    day = f", {format_date(document.issued_on)}" if document.issued_on else ", chưa có ngày"
    return f"{document.issuer}{day}"


def reference_typed(document: OfficialDocument) -> str:
    """What names the document in a form: its number and symbol, its code where it has no number."""
    return document.reference if document.number else document.code


class DocumentField(forms.CharField):
    """Names one document; the value is an ``OfficialDocument`` or None. Bind before use."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"autocomplete": "off", "list": "goi-y-van-ban"})
        )
        kwargs["help_text"] = kwargs.get("help_text") or _HINT
        super().__init__(**kwargs)
        self.authority_id = 0
        self.kept: OfficialDocument | None = None

    def bind(self, authority_id: int, kept: OfficialDocument | None) -> None:
        """``kept`` stands there already: its reference need not be the only one."""
        self.authority_id, self.kept = authority_id, kept

    def prepare_value(self, value: object) -> object:
        return reference_typed(value) if isinstance(value, OfficialDocument) else value

    def to_python(self, value: object) -> Any:
        text = nfc(super().to_python(value) or "")
        if not text:
            return None
        if self.kept is not None and text == reference_typed(self.kept):
            return self.kept
        return document_meant(self.authority_id, text)


class DocumentsField(forms.CharField):
    """Names several documents, one a line; the value is a list."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        kwargs.setdefault("help_text", f"Mỗi dòng một văn bản. {_HINT}")
        super().__init__(**kwargs)
        self.authority_id = 0
        self.kept: list[OfficialDocument] = []

    def bind(self, authority_id: int, kept: list[OfficialDocument]) -> None:
        self.authority_id, self.kept = authority_id, kept

    def prepare_value(self, value: object) -> object:
        if isinstance(value, list):
            return "\n".join(reference_typed(one) for one in value)
        return value

    def to_python(self, value: object) -> Any:
        standing = {reference_typed(one): one for one in self.kept}
        lines = [nfc(line) for line in (super().to_python(value) or "").splitlines()]
        named, wrong = [], []
        for line in filter(None, lines):
            try:
                named.append(standing.get(line) or document_meant(self.authority_id, line))
            except forms.ValidationError as error:
                wrong.extend(error.messages)
        if wrong:
            raise forms.ValidationError(wrong)
        return list({one.pk: one for one in named}.values())


def register_field(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """``record_field`` of the apps that point to documents."""
    if isinstance(field, models.ForeignKey) and field.related_model is OfficialDocument:
        label = (
            kwargs.get("label") or str(field.verbose_name)[:1].upper() + str(field.verbose_name)[1:]
        )
        return DocumentField(
            label=label, required=not field.blank, help_text=kwargs.get("help_text", "")
        )
    return record_field(field, **kwargs)


class RegisterForm(RecordForm):
    """A ``RecordForm`` whose document fields are bound to the authority."""

    def _prepare(self, name: str, field: forms.Field) -> None:
        super()._prepare(name, field)
        if isinstance(field, DocumentField):
            kept = getattr(self.instance, name, None)
            field.bind(self.reach.authority_id, kept)
            if kept is not None:
                self.initial[name] = kept
        elif isinstance(field, DocumentsField):
            standing = list(getattr(self.instance, name).all()) if self.instance.pk else []
            field.bind(self.reach.authority_id, standing)
            self.initial[name] = standing

    @property
    def links(self) -> dict[str, list[int]]:
        return {
            name: [one.pk for one in self.cleaned_data[name]]
            for name, field in self.fields.items()
            if isinstance(field, DocumentsField)
        }


class DocumentForm(RegisterForm):
    implements = DocumentsField(
        label="Thực hiện các văn bản", required=False,
        help_text="Văn bản mà văn bản này căn cứ để thực hiện; mỗi dòng một số, ký hiệu.",
    )  # fmt: skip
    EMPTY = {"force": "Chưa rõ", "level": "Chọn cấp"}

    class Meta:
        model = OfficialDocument
        formfield_callback = register_field
        fields = (
            "kind", "number", "symbol", "issuer", "issuer_body", "issued_on", "title", "topic", "level", "state",
            "force", "effective_from", "effective_to", "movement_code", "is_award_decision", "source", "note",
        )  # fmt: skip
        labels = {
            "movement_code": "Mã phong trào",
            "issuer_body": "Cơ quan ban hành trong cây tổ chức",
        }
        help_texts = {
            "kind": "Ví dụ Chỉ thị, Quyết định, Kế hoạch, Hướng dẫn.",
            "number": "Chỉ phần số, ví dụ 2216. Để trống khi nguồn không nêu.",
            "symbol": "Phần sau dấu gạch chéo, ví dụ KH-UBND.",
            "issued_on": "Ví dụ 19/01/2022. Để trống khi nguồn không nêu.",
            "issuer_body": "Ghi tên đầy đủ khi cơ quan ban hành là đơn vị của tỉnh có trong cây tổ chức.",
            "movement_code": "Mã của phong trào mà văn bản này nói đến, nếu có.",
        }  # fmt: skip

    def clean_number(self) -> str:
        text = nfc(self.cleaned_data["number"])
        if "/" in text:
            raise forms.ValidationError(
                f"“{text}” gồm cả ký hiệu; hãy ghi “{text.partition('/')[0]}” ở ô này và "
                f"“{text.partition('/')[2]}” ở ô ký hiệu."
            )
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("effective_from"), cleaned.get("effective_to")
        if start and end and end < start:
            self.add_error("effective_to", "Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi.")
        if "title" in cleaned and not cleaned["title"] and not cleaned.get("topic"):
            self.add_error("title", "Cần ghi trích yếu; khi chưa có trích yếu thì ghi ô nội dung.")
        return cleaned
