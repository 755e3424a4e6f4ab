"""Forms of ratings, collectives' years, initiatives, discipline and holds."""

from typing import Any

from django import forms
from django.db import models

from tdkt.accounts.record_forms import RecordForm
from tdkt.kernel.forms import NamesMissing
from tdkt.organisations.forms import DayField
from tdkt.registry.document_forms import RegisterForm, register_field
from tdkt.registry.merit_models import (
    CollectiveYear,
    Discipline,
    Hold,
    Initiative,
    InitiativeUse,
    Rating,
)
from tdkt.registry.merit_selectors import authors_in_order
from tdkt.registry.models import Recipient
from tdkt.registry.recipient_fields import AuthorsField, RecipientField
from tdkt.registry.states import RecipientKind
from tdkt_law.awards import awards

_DAY = "Ví dụ 19/01/2022."
_YEAR = "Năm học ghi năm đầu: 2021-2022 là 2021."
_DECISION = "Ví dụ 12/QĐ-SNV ngày 10/01/2023 của Giám đốc Sở Nội vụ. Để trống khi chưa có."
_DOCUMENT = "Chỉ khi văn bản đã có trong sổ văn bản: số và ký hiệu."
_STANDING = "Đã đối chiếu: có quyết định trong tay. Đơn vị kê khai: theo danh sách đơn vị gửi."


def merit_field(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """``register_field`` of models that point to recipients."""
    if isinstance(field, models.ForeignKey) and field.related_model is Recipient:
        words = kwargs.get("label") or str(field.verbose_name)
        return RecipientField(
            label=words[:1].upper() + words[1:],
            required=not field.blank,
            help_text=kwargs.get("help_text", ""),
        )
    return register_field(field, **kwargs)


class MeritForm(RegisterForm):
    """A ``RegisterForm`` whose fields of recipients are bound to the authority."""

    EMPTY = {
        "grade": "Chọn mức",
        "form": "Chọn hình thức",
        "ground": "Chọn căn cứ",
        "scope": "Chọn phạm vi",
        "influence": "Chưa công nhận",
        "kind": "Chọn loại",
        "year_kind": "Chọn cách tính",
        "standing": "Chọn mức tin cậy",
        "worst_discipline": "Không ghi",
    }

    def _prepare(self, name: str, field: forms.Field) -> None:
        super()._prepare(name, field)
        if isinstance(field, RecipientField | AuthorsField):
            field.bind(self.reach.authority_id)
        if isinstance(field, RecipientField) and self.instance.recipient_id is not None:
            self.initial[name] = self.instance.recipient


class RatingForm(MeritForm):
    FIXED = ("year_kind", "year")

    class Meta:
        model = Rating
        formfield_callback = merit_field
        fields = ("year_kind", "year", "grade", "standing", "decision", "document")
        help_texts = {
            "year": _YEAR, "decision": _DECISION, "document": _DOCUMENT, "standing": _STANDING,
        }  # fmt: skip


class CollectiveYearForm(MeritForm):
    FIXED = ("year_kind", "year")

    class Meta:
        model = CollectiveYear
        formfield_callback = merit_field
        fields = (
            "year_kind", "year", "members", "women", "completed", "ldtt", "cstd_co_so", "worst_discipline",
            "none_disciplined", "standing", "decision",
        )  # fmt: skip
        labels = {"decision": "Nguồn số liệu"}
        help_texts = {
            "year": _YEAR,
            "members": "Để trống khi chưa có số liệu; ghi 0 chỉ khi biết chắc là không có ai.",
            "decision": "Văn bản hoặc danh sách mà số liệu lấy từ đó.",
            "standing": _STANDING,
        }


class InitiativeForm(MeritForm):
    USUAL = {"uses_known": False}

    authors = AuthorsField(
        label="Tác giả",
        help_text="Mỗi dòng một tác giả: họ tên, sau dấu phẩy là đơn vị (hoặc mã). "
        "Có tỷ lệ đóng góp thì ghi thêm sau dấu chấm phẩy: Lò Thị Ân, Sở Nội vụ; 60%",
    )

    class Meta:
        model = Initiative
        formfield_callback = merit_field
        fields = (
            "title", "kind", "year_kind", "year", "scope", "influence", "recognised_by", "recognised_on", "decision",
            "document", "standing", "uses_known",
        )  # fmt: skip
        help_texts = {
            "year": _YEAR, "recognised_on": _DAY, "decision": "Số, ký hiệu. Để trống khi chưa có.", "document": _DOCUMENT,
            "standing": _STANDING,
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            shares = authors_in_order().filter(initiative=self.instance)
            self.initial["authors"] = {one.recipient: one.percent for one in shares}
        self.order_fields(["title", "authors"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.instance.percents = {
            who.pk: percent for who, percent in (cleaned.get("authors") or {}).items()
        }
        return cleaned

    @property
    def links(self) -> dict[str, list[int]]:
        return {"authors": [who.pk for who in self.cleaned_data["authors"]]}


class DisciplineForm(MeritForm):
    FIXED = ("recipient",)

    class Meta:
        model = Discipline
        formfield_callback = merit_field
        fields = (
            "recipient", "form", "valid_from", "valid_to", "cause", "standing", "decision", "document",
        )  # fmt: skip
        labels = {"valid_from": "Từ ngày", "valid_to": "Đến hết ngày"}
        help_texts = {
            "valid_from": f"Ngày quyết định kỷ luật có hiệu lực. {_DAY}",
            "valid_to": "Ngày cuối của thời hạn kỷ luật; để trống khi chưa rõ.",
            "decision": _DECISION,
            "document": _DOCUMENT,
            "standing": _STANDING,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].required = True


class HoldForm(MeritForm):
    FIXED = ("recipient",)

    class Meta:
        model = Hold
        formfield_callback = merit_field
        fields = ("recipient", "ground", "since", "matter", "standing", "decision", "document")
        labels = {"decision": "Văn bản", "standing": "Mức tin cậy"}
        help_texts = {
            "since": _DAY,
            "ground": "Nợ thuế, nợ bảo hiểm là nội dung trả lời xác minh, không phải căn cứ ở đây.",
            "matter": "Vụ việc gì, cơ quan nào đang xem xét.",
            "decision": "Số, ngày, cơ quan ban hành của văn bản làm căn cứ. Để trống khi chưa có.",
            "document": _DOCUMENT,
            "standing": _STANDING,
        }


class LiftForm(NamesMissing, forms.Form):
    """The end of a hold."""

    on = DayField(label="Gỡ từ ngày", help_text=f"Từ ngày này được xem xét khen thưởng. {_DAY}")
    outcome = forms.CharField(
        label="Kết luận", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vụ việc đã kết thúc thế nào, theo văn bản nào.",
    )  # fmt: skip


class DropForm(NamesMissing, forms.Form):
    """Why a use is taken back."""

    reason = forms.CharField(label="Lý do, căn cứ của việc bỏ", max_length=255)


class InitiativeUseForm(RecordForm):
    """An award on which an initiative was spent; ``recipient`` is chosen among the authors."""

    award = forms.ChoiceField(label="Danh hiệu, hình thức")
    recipient = forms.ModelChoiceField(queryset=Recipient.objects.none(), label="Của tác giả")

    EMPTY = {"year_kind": "Chọn cách tính", "recipient": "Chọn tác giả"}

    class Meta:
        model = InitiativeUse
        formfield_callback = register_field
        fields = ("recipient", "award", "year_kind", "year")
        help_texts = {"year": _YEAR}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authors = self.fields["recipient"]
        award = self.fields["award"]
        assert isinstance(authors, forms.ModelChoiceField)
        assert isinstance(award, forms.ChoiceField)
        authors.queryset = Recipient.objects.filter(
            initiatives=self.instance.initiative_id
        ).order_by("sort_key", "id")
        award.choices = [
            ("", "Chọn danh hiệu, hình thức"),
            *(
                (one.code, one.short_name)
                for one in awards().values()
                if {RecipientKind.PERSON, RecipientKind.COLLECTIVE} & {*one.recipients}
            ),
        ]
