"""Forms of blocs and their members."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tdkt.accounts.record_forms import RecordForm, record_field
from tdkt.blocs.models import Bloc, BlocMembership
from tdkt.kernel.forms import NamesMissing
from tdkt.organisations.forms import DayField


class BlocForm(RecordForm):
    class Meta:
        model = Bloc
        formfield_callback = record_field
        fields = ("kind", "name", "valid_from", "valid_to", "position", "note")
        help_texts = {
            "valid_from": "Ngày của quyết định chia khối; để trống khi chưa rõ.",
            "valid_to": "Ngày cuối cùng; để trống khi còn hoạt động.",
            "position": "Thứ tự trong danh sách; để trống thì xếp trước.",
        }


class MembershipForm(RecordForm):
    class Meta:
        model = BlocMembership
        formfield_callback = record_field
        fields = ("organisation", "outside_name", "role", "valid_from", "valid_to", "position")
        help_texts = {
            "organisation": "Tên đầy đủ của đơn vị trong cây tổ chức của tỉnh.",
            "outside_name": "Ghi ở đây, và để trống ô trên, khi thành viên không thuộc tỉnh.",
            "valid_from": "Ngày đầu tiên là thành viên; để trống khi chưa rõ.",
            "valid_to": "Để trống khi còn là thành viên.",
            "position": "Thứ tự trong khối; để trống thì xếp trước.",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "organisation" in cleaned and bool(cleaned["organisation"]) == bool(
            cleaned.get("outside_name")
        ):
            self.add_error(
                "organisation", "Ghi một đơn vị của tỉnh, hoặc tên một thành viên ngoài tỉnh: một trong hai."
            )  # fmt: skip
        return cleaned


class MembershipEndForm(NamesMissing, forms.Form):
    """Which member leaves, after which day, and why. ``members``: (key, name) of those who have not left."""

    member = forms.ChoiceField(
        label="Thành viên", error_messages={"invalid_choice": "Thành viên này không có trong khối hoặc đã rời khối."}
    )  # fmt: skip
    last_day = DayField(
        label="Ngày cuối cùng là thành viên", help_text="Ví dụ 31/12/2022.",
        error_messages={"required": "Cần ghi ngày cuối cùng là thành viên."},
    )  # fmt: skip
    reason = forms.CharField(
        label="Lý do, căn cứ", max_length=255,
        error_messages={"required": "Cần nêu lý do, căn cứ, ví dụ số quyết định chia lại khối."},
    )  # fmt: skip

    def __init__(self, *args: Any, members: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Chọn thành viên"), *members]
