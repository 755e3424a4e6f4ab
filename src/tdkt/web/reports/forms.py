"""What the report's pages ask for."""

from django import forms

from tdkt.kernel.forms import NamesMissing
from tdkt.organisations.forms import DayField


class BeginForm(NamesMissing, forms.Form):
    year = forms.IntegerField(
        label="Năm báo cáo", min_value=2004, max_value=2100,
        error_messages={"required": "Nhập năm báo cáo.", "invalid": "Năm báo cáo là một số, ví dụ 2022."},
    )  # fmt: skip


class DetailsForm(forms.Form):
    signer_line = forms.CharField(
        label="Thẩm quyền và chức vụ ký", required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một phần, ví dụ: TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH.",
    )  # fmt: skip
    signer_name = forms.CharField(label="Họ và tên người ký", required=False, max_length=100)
    recipients = forms.CharField(
        label="Nơi nhận", required=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Mỗi nơi một dòng, dòng cuối là “Lưu: …”. Để trống thì dùng danh sách thường lệ.",
    )  # fmt: skip


class IssueForm(NamesMissing, forms.Form):
    number = forms.RegexField(
        r"\A[0-9]+\Z", label="Số", max_length=6, strip=True,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Nhập số do văn thư cấp.",
            "invalid": "Số chỉ gồm chữ số, ví dụ 15; ký hiệu được ghép tự động.",
        },
        help_text="Số do văn thư cấp, ví dụ 15. Ký hiệu được ghép tự động.",
    )  # fmt: skip
    issued_on = DayField(
        label="Ngày phát hành", error_messages={"required": "Nhập ngày phát hành."}
    )
    confirmed = forms.BooleanField(
        label="Tôi đã xem toàn văn và hiểu rằng sau khi phát hành, báo cáo và số liệu trong đó không đổi nữa",
        error_messages={"required": "Hãy xác nhận đã xem toàn văn trước khi phát hành."},
    )
