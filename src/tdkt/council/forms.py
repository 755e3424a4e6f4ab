"""The form of a council session."""

from tdkt.accounts.record_forms import RecordForm, record_field
from tdkt.council.models import CouncilSession


class SessionForm(RecordForm):
    class Meta:
        model = CouncilSession
        formfield_callback = record_field
        fields = ("year", "ordinal", "on", "considers_awards", "agenda", "source")
        help_texts = {
            "ordinal": "Số thứ tự của phiên trong năm, ví dụ 1.",
            "on": "Ví dụ 19/01/2022. Để trống khi chưa rõ.",
            "source": "Biên bản, báo cáo nêu phiên họp này.",
        }
