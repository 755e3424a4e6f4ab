"""allauth's forms with Vietnamese labels and without placeholders for labels."""

from typing import Any

from allauth.account import forms
from django.contrib.auth.password_validation import password_validators_help_text_html


def _worded(form: Any, labels: dict[str, str]) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.error_messages["required"] = f"Cần nhập {label[0].lower()}{label[1:]}."
        field.widget.attrs.pop("placeholder", None)


class SignInForm(forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, {"login": "Tên đăng nhập", "password": "Mật khẩu"})
        self.fields["login"].widget.attrs |= {
            "autocapitalize": "none",
            "spellcheck": "false",
            "autofocus": True,
        }


class PasswordChangeForm(forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(
            self,
            {
                "oldpassword": "Mật khẩu hiện tại",
                "password1": "Mật khẩu mới",
                "password2": "Nhập lại mật khẩu mới",
            },
        )
        self.fields["password1"].help_text = password_validators_help_text_html()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "password2" in self.errors and self.cleaned_data.get("password1"):
            self.errors["password2"] = self.error_class(
                ["Hai lần nhập mật khẩu mới không giống nhau."]
            )
        return cleaned


class ConfirmForm(forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, {"password": "Mật khẩu"})
