"""What is asked when rules are laid down: from when, on what basis; settings and readings; a whole file."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms

from tdkt.kernel.forms import NamesMissing
from tdkt.web.law.forms import LawDayField
from tdkt.web.rules.draft import Draft
from tdkt.web.rules.layers import national
from tdkt.web.rules.words import setting_words

FILE_LIMIT: Final = 1024 * 1024  # bytes; the worked example has four thousand
_DEFAULT: Final = "Theo mặc định"


class WhenForm(NamesMissing, forms.Form):
    """From which day, and by which paper."""

    ngay = LawDayField(
        label="Áp dụng từ ngày",
        help_text="Ngày văn bản của tỉnh có hiệu lực. Trước ngày ấy, hồ sơ vẫn theo quy định cũ.",
    )
    can_cu = forms.CharField(
        label="Căn cứ, lý do",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text="Số, ngày, trích yếu của văn bản ban hành; ví dụ: Quyết định 12/2026/QĐ-UBND ngày 05/01/2026.",
    )

    @classmethod
    def of(cls, draft: Draft) -> "WhenForm":
        """Filled with what was typed before, not yet judged."""
        return cls(initial={"ngay": draft.day, "can_cu": draft.note})


class ChoicesForm(NamesMissing, forms.Form):
    """Every setting and every reading of the catalogue; what is left empty stays with the default."""

    def __init__(self, data: Any = None, *, content: Mapping[str, Any]) -> None:
        initial = {f"s-{name}": value for name, value in (content.get("settings") or {}).items()}
        initial |= {f"r-{name}": value for name, value in (content.get("readings") or {}).items()}
        super().__init__(data, initial=initial)
        for entry in national()["settings"]:
            self.fields[f"s-{entry['id']}"] = _setting_field(entry)
        for entry in national()["readings"]:
            self.fields[f"r-{entry['id']}"] = _reading_field(entry)

    @property
    def settings(self) -> list[forms.BoundField]:
        return list(self._bound("s-"))

    @property
    def readings(self) -> list[forms.BoundField]:
        return list(self._bound("r-"))

    def _bound(self, head: str) -> Iterator[forms.BoundField]:
        yield from (self[name] for name in self.fields if name.startswith(head))

    def over(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The content with what was chosen here in place of what was chosen before."""
        found = dict(content)
        for part, head in (("settings", "s-"), ("readings", "r-")):
            found.pop(part, None)
            chosen = {
                name.removeprefix(head): value
                for name, value in self.cleaned_data.items()
                if name.startswith(head) and value not in ("", None)
            }
            if chosen:
                found[part] = chosen
        return found


def _setting_field(entry: Mapping[str, Any]) -> forms.Field:
    default = setting_words(entry, entry["default"])
    note = entry.get("note") or ""
    if entry["kind"] in ("choice", "boolean"):
        options = entry["choices"] if entry["kind"] == "choice" else [True, False]
        return forms.TypedChoiceField(
            label=entry["label"],
            required=False,
            choices=[("", f"{_DEFAULT}: {default}"), *((one, setting_words(entry, one)) for one in options)],
            coerce=(lambda word: word == "True") if entry["kind"] == "boolean" else str,
            empty_value=None,
            help_text=note,
        )  # fmt: skip
    if entry["kind"] == "text":
        return forms.CharField(
            label=entry["label"], required=False, max_length=500, help_text=f"{_DEFAULT}: {default}. {note}",
        )  # fmt: skip
    most = 100 if entry["kind"] == "percent" else 1000
    wrong = f"Cần số nguyên từ 1 đến {most}, hoặc để trống."
    return forms.IntegerField(
        label=entry["label"],
        required=False,
        min_value=1,
        max_value=most,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
        help_text=f"Để trống là theo mặc định: {default}. {note}",
    )


def _reading_field(entry: Mapping[str, Any]) -> forms.Field:
    options = {one["id"]: f"{one['text']} ({one['said_by']})" for one in entry["options"]}
    default = next(one["text"] for one in entry["options"] if one["id"] == entry["default"])
    return forms.ChoiceField(
        label=entry["question"],
        required=False,
        widget=forms.RadioSelect,
        choices=[("", f"{_DEFAULT}: {default}"), *options.items()],
    )


class TextForm(NamesMissing, forms.Form):
    """The whole content as text, or as a file."""

    van_ban = forms.CharField(
        label="Toàn văn quy định (YAML)",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "false", "class": "rules-text"}),
    )
    tep = forms.FileField(
        label="Hoặc tải tệp YAML lên",
        required=False,
        allow_empty_file=True,
        help_text="Có chọn tệp thì nội dung trong tệp thay cho ô ở trên.",
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
    )

    def clean_tep(self) -> str | None:
        """The text of the file, None where none was chosen."""
        sent = self.cleaned_data["tep"]
        self._file_name = ""
        if sent is None:
            return None
        self._file_name = str(sent.name)
        if sent.size > FILE_LIMIT:
            raise forms.ValidationError(
                f"Tệp nặng hơn {FILE_LIMIT // 1024} KB; quy định của tỉnh không dài như vậy. Hãy chọn đúng tệp."
            )
        try:
            text: str = sent.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(
                "Tệp không phải chữ UTF-8. Hãy lưu lại tệp với bảng mã UTF-8 rồi tải lên."
            ) from None
        return text

    @property
    def text(self) -> str:
        """What counts: the file where one was chosen."""
        return str(self.cleaned_data["van_ban"] if not self.file_name else self.cleaned_data["tep"])

    @property
    def file_name(self) -> str:
        """The name of the file that was chosen, empty where none was."""
        return self._file_name
