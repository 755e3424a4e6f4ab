"""Forms of inspections, training classes and complaints."""

from typing import Any

from tdkt.oversight.models import Complaint, Inspection, TrainingClass
from tdkt.registry.document_forms import RegisterForm, register_field

_DAY = "Ví dụ 19/01/2022. Để trống khi chưa rõ."


class InspectionForm(RegisterForm):
    EMPTY = {"kind": "Chọn nhóm"}

    class Meta:
        model = Inspection
        formfield_callback = register_field
        fields = (
            "year", "kind", "organisation", "unit_name", "on", "led_by", "with_body", "plan", "findings", "source", "note",
        )  # fmt: skip
        labels = {"unit_name": "Tên đơn vị như ghi trong kết luận"}
        help_texts = {
            "organisation": "Tên đầy đủ trong cây tổ chức, để đơn vị đó xem được dòng của mình.",
            "unit_name": "Để trống thì lấy tên trong cây tổ chức.", "on": _DAY,
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_name"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        body = cleaned.get("organisation")
        if "unit_name" in cleaned and not cleaned["unit_name"]:
            if body is None and "organisation" in cleaned:
                self.add_error("unit_name", "Cần ghi tên đơn vị được kiểm tra.")
            elif body is not None:
                cleaned["unit_name"] = body.name
        return cleaned


class TrainingForm(RegisterForm):
    EMPTY = {"hedge": "Đúng số"}

    class Meta:
        model = TrainingClass
        formfield_callback = register_field
        fields = (
            "year", "name", "organisers", "audience", "on", "learners", "hedge", "source", "note",
        )  # fmt: skip
        help_texts = {
            "on": _DAY,
            "learners": "Để trống khi chưa có dữ liệu; ghi 0 chỉ khi biết chắc là không có ai.",
        }


class ComplaintForm(RegisterForm):
    EMPTY = {"kind": "Chọn loại đơn"}

    class Meta:
        model = Complaint
        formfield_callback = register_field
        fields = ("year", "kind", "subject", "organisation", "on", "settled_on", "source", "note")
        labels = {"on": "Ngày nhận đơn"}
        help_texts = {
            "subject": "Không ghi tên người gửi đơn ở đây.",
            "organisation": "Tên đầy đủ của đơn vị liên quan, nếu có.",
            "on": _DAY,
            "settled_on": "Để trống khi chưa giải quyết xong.",
        }
