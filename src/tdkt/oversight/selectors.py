"""Reading inspections, training classes and complaints."""

from django.db.models import QuerySet

from tdkt.accounts.selectors import Reach
from tdkt.oversight.models import Complaint, Inspection, TrainingClass


def inspections_seen(reach: Reach) -> QuerySet[Inspection]:
    """Of units in the reach; one whose unit is not in the tree is for who reads the whole province."""
    return Inspection.objects.filter(reach.within("organisation_id")).select_related(
        "organisation", "plan"
    )


def training_seen(reach: Reach) -> QuerySet[TrainingClass]:
    """Classes are for every office of the authority."""
    return TrainingClass.objects.filter(authority_id=reach.authority_id)


def complaints_seen(reach: Reach) -> QuerySet[Complaint]:
    """Only for who reads the whole province: a unit is not shown who complained about it."""
    if not reach.whole_province:
        return Complaint.objects.none()
    return Complaint.objects.filter(authority_id=reach.authority_id).select_related("organisation")
