"""What the report's pages ask for."""

from django import forms


class BeginForm(forms.Form):
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


class IssueForm(forms.Form):
    number = forms.CharField(
        label="Số", max_length=20, error_messages={"required": "Nhập số do văn thư cấp."},
        help_text="Số do văn thư cấp, ví dụ 15. Ký hiệu được ghép tự động.",
    )  # fmt: skip
    issued_on = forms.DateField(
        label="Ngày phát hành", input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy"}),
        error_messages={"required": "Nhập ngày phát hành.", "invalid": "Ngày viết theo dạng 15/01/2023."},
    )  # fmt: skip
    confirmed = forms.BooleanField(
        label="Tôi đã xem toàn văn và hiểu rằng sau khi phát hành, báo cáo và số liệu trong đó không đổi nữa",
        error_messages={"required": "Hãy xác nhận đã xem toàn văn trước khi phát hành."},
    )
