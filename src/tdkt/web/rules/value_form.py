"""The head of a value: for which awards, on which grounds, from when to when, by which clause of which paper."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms

from tdkt.kernel.forms import NamesMissing
from tdkt.kernel.text import fold
from tdkt.organisations.forms import DayField
from tdkt.web.law.forms import LawDayField
from tdkt.web.law.words import GROUNDS
from tdkt.web.rules.layers import national
from tdkt.web.rules.words import award_words
from tdkt_law.awards import awards

NEW: Final = "moi"
_KINDS: Final = {"quyet_dinh": "Quyết định", "nghi_quyet": "Nghị quyết"}


class HeadForm(NamesMissing, forms.Form):
    danh_hieu = forms.MultipleChoiceField(
        label="Danh hiệu, hình thức", widget=forms.CheckboxSelectMultiple
    )
    loai_hinh = forms.MultipleChoiceField(
        label="Chỉ áp dụng cho loại hình khen thưởng", required=False, choices=list(GROUNDS.items()),
        widget=forms.CheckboxSelectMultiple, help_text="Không chọn là mọi loại hình.",
    )  # fmt: skip
    tu_ngay = LawDayField(label="Từ ngày")
    den_ngay = DayField(
        label="Đến hết ngày", required=False, help_text="Để trống là chưa định ngày cuối."
    )
    van_ban = forms.ChoiceField(label="Văn bản quy định")
    loai_moi = forms.ChoiceField(
        label="Loại văn bản mới", choices=list(_KINDS.items()), required=False
    )
    so_moi = forms.CharField(
        label="Số, ký hiệu văn bản mới", required=False, max_length=80,
        widget=forms.TextInput(attrs={"placeholder": "12/2026/QĐ-UBND"}),
    )  # fmt: skip
    ngay_moi = DayField(label="Ngày ban hành văn bản mới", required=False)
    trich_yeu_moi = forms.CharField(label="Trích yếu văn bản mới", required=False, max_length=500)
    dieu_khoan = forms.CharField(
        label="Điều khoản", max_length=200, widget=forms.TextInput(attrs={"placeholder": "Điều 6 khoản 2"})
    )  # fmt: skip
    ghi_chu = forms.CharField(label="Ghi chú", required=False, max_length=500)

    def __init__(
        self, data: Any = None, *, schema: Mapping[str, Any], content: Mapping[str, Any], entry: Mapping[str, Any],
    ) -> None:  # fmt: skip
        super().__init__(data, initial=_filled(entry))
        chosen: Any = self.fields["danh_hieu"]
        chosen.choices = _award_choices(schema, entry)
        if not schema.get("grounds"):
            del self.fields["loai_hinh"]
        paper: Any = self.fields["van_ban"]
        own = content.get("instruments") or ()
        paper.choices = [
            ("", "Chọn văn bản"),
            (NEW, "Văn bản mới, ghi ở dưới"),
            ("Văn bản của tỉnh", [(one["id"], one["cited_as"]) for one in own]),
            ("Thư viện", [(one["id"], one["cited_as"]) for one in national()["instruments"]]),
        ]
        self._known = {str(one["id"]) for one in own}

    def clean(self) -> None:
        said = self.cleaned_data
        if said.get("van_ban") == NEW:
            for name, words in (("so_moi", "số, ký hiệu"), ("ngay_moi", "ngày ban hành")):
                if not said.get(name):
                    self.add_error(name, f"Văn bản mới cần có {words}.")
        elif said.get("so_moi"):
            self.add_error(
                "van_ban", "Bạn đã ghi số văn bản mới: hãy chọn “Văn bản mới, ghi ở dưới”, hoặc xóa số ấy."
            )  # fmt: skip
        first, last = said.get("tu_ngay"), said.get("den_ngay")
        if first and last and last < first:
            self.add_error("den_ngay", "Ngày cuối phải từ ngày đầu trở đi.")
        if "*" in said.get("danh_hieu", ()) and len(said["danh_hieu"]) > 1:
            self.add_error("danh_hieu", "Chọn “Mọi danh hiệu, hình thức” thì không chọn thêm.")

    def instrument(self, issuer: str) -> dict[str, Any] | None:
        """The entry of a paper the layer doesn't hold yet; None where there is one already."""
        said = self.cleaned_data
        if said["van_ban"] != NEW or self._id() in self._known:
            return None
        return {
            "id": self._id(), "kind": said["loai_moi"] or "quyet_dinh", "number": said["so_moi"],
            "cited_as": f"{_KINDS[said['loai_moi'] or 'quyet_dinh']} {said['so_moi']}",
            "title": said["trich_yeu_moi"], "issuer": issuer, "issued_on": said["ngay_moi"].isoformat(),
            "replaces": [], "amends": [], "has_text": True, "confidence": "verified", "note": "",
        }  # fmt: skip

    def entry(
        self, topic: str, value: Mapping[str, Any], kept: Mapping[str, Any], today: date
    ) -> dict[str, Any]:
        """The value as the layer holds it; what is not asked here stays as it was in ``kept``."""
        said = self.cleaned_data
        grounds, last, note = said.get("loai_hinh"), said["den_ngay"], said["ghi_chu"]
        paper = self._id() if said["van_ban"] == NEW else said["van_ban"]
        return {
            "topic": topic,
            "awards": said["danh_hieu"],
            **({"grounds": grounds} if grounds else {}),
            "start": said["tu_ngay"].isoformat(),
            **({"end": last.isoformat()} if last else {}),
            "value": value,
            "source": [paper, said["dieu_khoan"]],
            "confidence": kept.get("confidence") if kept.get("value") == value else "verified",
            "checked_on": kept.get("checked_on") if kept.get("value") == value else today.isoformat(),
            **({"note": note} if note else {}),
            "set_by": "province",
        }  # fmt: skip

    def _id(self) -> str:
        plain = re.sub(r"[^a-z0-9]+", "_", fold(self.cleaned_data["so_moi"])).strip("_")
        return f"tinh_{plain}"


def _filled(entry: Mapping[str, Any]) -> dict[str, Any]:
    source = entry.get("source") or ("", "")
    return {
        "danh_hieu": entry.get("awards"), "loai_hinh": entry.get("grounds"), "tu_ngay": entry.get("start"),
        "den_ngay": entry.get("end"), "van_ban": source[0], "dieu_khoan": source[1], "ghi_chu": entry.get("note"),
    }  # fmt: skip


def _award_choices(schema: Mapping[str, Any], entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The awards of which the law leaves the topic to the province, and those that stand there already."""
    codes = {code for mark in schema["province"] for code in mark["awards"]}
    named = {*codes, *(entry.get("awards") or ())}
    every = [("*", award_words("*"))] if "*" in codes else []
    return every + [
        (code, award_words(code))
        for code, one in awards().items()
        if code in named or ("*" in codes and not one.register_only)
    ]
