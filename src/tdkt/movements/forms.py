"""Forms of movements and of the registers that carry their facts."""

import re
from typing import Any, Final

from django import forms

from tdkt.movements.models import (
    Ceremony,
    Indicator,
    Movement,
    MovementResult,
    Publicity,
    RoleModel,
    Task,
)
from tdkt.registry.document_forms import DocumentsField, RegisterForm, register_field
from tdkt.registry.models import Recipient

_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,15}")
_UNITS: Final = {"unit": "Không ghi đơn vị", "amount_unit": "Không ghi đơn vị"}
_HEDGE: Final = {"hedge": "Đúng số"}
_POSITION: Final = "Thứ tự trong danh sách của năm; để trống thì xếp trước."
_UNKNOWN: Final = "Để trống khi chưa có dữ liệu; ghi 0 chỉ khi biết chắc là không có."
_SOURCE: Final = "Văn bản, báo cáo nêu số liệu này."


class MovementForm(RegisterForm):
    EMPTY = {"kind": "Chọn loại"}
    FIXED = ("code",)

    class Meta:
        model = Movement
        formfield_callback = register_field
        fields = (
            "code", "name", "central_name", "kind", "scope", "state", "launched_by", "year_from", "year_to", "motto",
            "central_document", "launch_document", "plan", "guidance", "note",
        )  # fmt: skip
        help_texts = {
            "code": "Chữ hoa và số, ví dụ NTM. Khen thưởng và văn bản nối với phong trào bằng mã này, nên về sau không sửa.",
            "central_name": "Ghi khi phong trào của tỉnh hưởng ứng phong trào của Trung ương.",
            "year_from": "Để trống khi chưa rõ.",
            "year_to": "Để trống khi chưa định thời gian kết thúc.",
        }  # fmt: skip

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip().upper()
        if not _CODE.fullmatch(code):
            raise forms.ValidationError(
                f"“{code}”: mã chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch; ví dụ NTM hoặc M02."
            )
        return code


class ResultForm(RegisterForm):
    EMPTY = _UNITS | _HEDGE

    class Meta:
        model = MovementResult
        formfield_callback = register_field
        fields = (
            "movement", "year", "what", "group", "value", "hedge", "unit", "amount", "amount_unit", "position", "source",
            "note",
        )  # fmt: skip
        help_texts = {
            "value": _UNKNOWN, "group": "Các dòng cùng nhóm cộng được với nhau.", "position": _POSITION, "source": _SOURCE,
        }  # fmt: skip


class IndicatorForm(RegisterForm):
    USUAL = {"unit_known": True}
    EMPTY = (
        _UNITS
        | _HEDGE
        | {
            "verdict": "Nguồn không nêu", "direction": "Chưa rõ", "over_plan_unit": "Chọn đơn vị",
            "over_previous_unit": "Chọn đơn vị",
        }
    )  # fmt: skip

    class Meta:
        model = Indicator
        formfield_callback = register_field
        fields = (
            "year", "name", "unit", "unit_known", "actual", "hedge", "plan", "previous", "out_of", "over_plan",
            "over_plan_unit", "over_previous", "over_previous_unit", "direction", "verdict", "criteria_set", "text",
            "movement", "position", "source", "note",
        )  # fmt: skip
        help_texts = {
            "actual": _UNKNOWN, "plan": _UNKNOWN, "previous": _UNKNOWN,
            "out_of": "Ví dụ 39 trên tổng số 94 xã thì ghi 94.",
            "over_plan": "Như nguồn nêu, khi nguồn không cho số kế hoạch; số âm khi thấp hơn.",
            "over_previous": "Như nguồn nêu, khi nguồn không cho số năm trước; số âm khi thấp hơn.",
            "verdict": "Điều nguồn tự đánh giá; phần mềm không tính.",
            "text": "Ghi khi nguồn chỉ nói bằng lời, không có số.",
            "position": _POSITION, "source": _SOURCE,
        }  # fmt: skip


class PublicityForm(RegisterForm):
    EMPTY = _UNITS | _HEDGE

    class Meta:
        model = Publicity
        formfield_callback = register_field
        fields = (
            "year", "channel", "movement", "value", "hedge", "unit", "is_stated_total", "position", "source", "note",
        )  # fmt: skip
        help_texts = {
            "value": _UNKNOWN, "position": _POSITION, "source": _SOURCE,
            "is_stated_total": "Đánh dấu khi đây là tổng số mà nguồn nêu, để không cộng thêm lần nữa.",
        }  # fmt: skip


class CeremonyForm(RegisterForm):
    class Meta:
        model = Ceremony
        formfield_callback = register_field
        fields = (
            "year", "name", "organisers", "on", "collectives", "individuals", "households", "position", "source", "note",
        )  # fmt: skip
        help_texts = {
            "on": "Ví dụ 19/01/2022. Để trống khi chưa rõ.", "collectives": _UNKNOWN, "individuals": _UNKNOWN,
            "households": _UNKNOWN, "position": _POSITION, "source": _SOURCE,
        }  # fmt: skip


class RoleModelForm(RegisterForm):
    """A role model; the link to the register of recipients is by code: never by name alone."""

    recipient_code = forms.CharField(
        label="Mã đối tượng khen thưởng", required=False, max_length=12,
        help_text="Mã ở cuối địa chỉ trang của cá nhân, tập thể; để trống khi chưa có trong sổ.",
    )  # fmt: skip

    class Meta:
        model = RoleModel
        formfield_callback = register_field
        fields = (
            "year", "name", "unit_name", "field", "achievement", "movement", "position", "source", "note",
        )  # fmt: skip
        help_texts = {"position": _POSITION, "source": _SOURCE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.recipient_id:
            self.initial["recipient_code"] = self.instance.recipient.code

    def clean_recipient_code(self) -> str:
        code = str(self.cleaned_data["recipient_code"])
        found = Recipient.objects.filter(authority_id=self.reach.authority_id, code=code).first()
        if code and found is None:
            raise forms.ValidationError(
                f"Không có đối tượng khen thưởng mang mã “{code}”. Hãy tìm ở trang Cá nhân rồi chép mã ở cuối địa chỉ."
            )
        self.instance.recipient = found
        return code


class TaskForm(RegisterForm):
    documents = DocumentsField(label="Văn bản", required=False)
    EMPTY = {"kind": "Chọn loại"}

    class Meta:
        model = Task
        formfield_callback = register_field
        fields = (
            "year", "kind", "text", "owner", "due", "due_text", "movement", "documents", "state", "position", "source",
            "note",
        )  # fmt: skip
        help_texts = {
            "year": "Năm thực hiện nhiệm vụ.", "owner": "Tên đầy đủ của đơn vị chủ trì.",
            "due": "Ví dụ 30/6/2023. Để trống khi nguồn chỉ nói bằng lời.", "position": _POSITION, "source": _SOURCE,
        }  # fmt: skip
