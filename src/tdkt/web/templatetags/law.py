"""How sure a value of the law is, as one component: a shape, a word, the look of a mark."""

from typing import Any

from django import template

from tdkt.web.law.words import SURENESS
from tdkt_law.catalogue.model import Confidence

register = template.Library()


@register.inclusion_tag("law/sureness.html")
def sureness(confidence: Confidence) -> dict[str, Any]:
    """The mark of a value; what each means stands in the legend at the foot of the page."""
    return {"one": SURENESS[confidence]}
