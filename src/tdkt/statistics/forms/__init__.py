"""The official statistical forms as data: rows × columns, every cell a query; drawn as HTML and .xlsx."""

from tdkt.statistics.forms.fill import FilledForm, fill
from tdkt.statistics.forms.registry import FORM_KEYS, UnknownForm, form_of

__all__ = ["FORM_KEYS", "FilledForm", "UnknownForm", "fill", "form_of"]
