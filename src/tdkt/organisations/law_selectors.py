"""The law as it stands in a province on a day: the national catalogue under the province's own layer."""

from datetime import date

from tdkt.organisations.models import Authority, LawLayer
from tdkt_law.catalogue.catalogue import Catalogue
from tdkt_law.catalogue.load import catalogue


def layer_on(authority: Authority, on: date) -> LawLayer | None:
    """The revision that holds that day; None where the province has laid down nothing."""
    return (
        LawLayer.objects.filter(authority=authority, valid_from__lte=on)
        .order_by("-valid_from", "-number")
        .first()
    )


def catalogue_of(authority: Authority, on: date) -> Catalogue:
    """The law of the province that day; one query, and one catalogue is kept for each content."""
    layer = layer_on(authority, on)
    return catalogue(layer.content if layer is not None else None)
