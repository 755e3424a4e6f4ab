"""What allauth asks of us: nobody signs up by themselves, and its messages in Vietnamese."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator; allauth ships no Vietnamese."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Tài khoản đã ngừng sử dụng.",
        "enter_current_password": "Mật khẩu hiện tại không đúng.",
        "incorrect_password": "Mật khẩu không đúng.",
        "invalid_login": "Đăng nhập không được; kiểm tra tên đăng nhập và mật khẩu.",
        "same_as_current": "Mật khẩu mới phải khác mật khẩu hiện tại.",
        "too_many_login_attempts": "Nhập sai quá nhiều lần; hãy thử lại sau.",
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/"
