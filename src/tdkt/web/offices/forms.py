"""Forms of accounts and offices."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.functional import lazy

from tdkt.accounts.states import Role
from tdkt.kernel.forms import NamesMissing
from tdkt.organisations.forms import DayField, OrganisationField


class AccountForm(NamesMissing, forms.Form):
    full_name = forms.CharField(label="Họ và tên", max_length=150)
    username = forms.SlugField(
        label="Tên đăng nhập", max_length=60,
        help_text="Chữ thường không dấu, số, gạch nối. Ví dụ: nguyen-van-a.",
        error_messages={"invalid": "Chỉ dùng chữ không dấu, số, gạch nối và gạch dưới."},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(label="Thư điện tử", required=False)
    password = forms.CharField(
        label="Mật khẩu ban đầu",
        help_text=lazy(password_validators_help_text_html, str)(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class OfficeForm(NamesMissing, forms.Form):
    role = forms.ChoiceField(label="Nhiệm vụ", choices=[("", "Chọn nhiệm vụ"), *Role.choices])
    organisation = OrganisationField(
        label="Đơn vị", required=False,
        help_text="Tên đầy đủ. Để trống nếu là nhiệm vụ của tỉnh; cán bộ đơn vị và trưởng khối phải ghi đơn vị.",
    )  # fmt: skip
    valid_from = DayField(label="Từ ngày")
    valid_to = DayField(
        label="Đến hết ngày", required=False, help_text="Để trống khi chưa có thời hạn."
    )

    def __init__(self, *args: Any, authority_id: int, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, OrganisationField)
        field.bind(authority_id, on=on)
        field.widget.attrs["list"] = "goi-y-don-vi"


class EndForm(NamesMissing, forms.Form):
    last_day = DayField(label="Ngày cuối cùng giữ nhiệm vụ")
    reason = forms.CharField(
        label="Lý do kết thúc", max_length=255,
        error_messages={"required": "Cần nêu lý do kết thúc nhiệm vụ."},
    )  # fmt: skip
