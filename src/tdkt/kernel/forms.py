"""What forms of every app share."""

from django import forms


class NamesMissing(forms.BaseForm):
    """A required field left empty is told by its name, in place of Django's general sentence.

    A field with words of its own keeps them. Mix in before ``forms.Form`` or ``forms.ModelForm``.
    """

    def full_clean(self) -> None:
        # Labels may have been changed until now: the words are made as late as they can be.
        for name, field in self.fields.items():
            if field.error_messages["required"] is forms.Field.default_error_messages["required"]:
                act = "chọn" if isinstance(field, forms.ChoiceField) else "điền"
                field.error_messages["required"] = f"Cần {act} “{field.label or name}”."
        super().full_clean()
