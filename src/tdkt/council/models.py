"""The sessions of the province's council. Members, ballots and minutes come with their own issue."""

from django.db import models

from tdkt.kernel.codes import new_code
from tdkt.organisations.models import Authority


class CouncilSession(models.Model):
    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    code = models.CharField("mã", max_length=12, default=new_code, unique=True, editable=False)
    year = models.PositiveSmallIntegerField("năm")
    ordinal = models.PositiveSmallIntegerField("phiên thứ")
    on = models.DateField("ngày họp", null=True, blank=True)
    considers_awards = models.BooleanField("xét khen thưởng", default=True)
    agenda = models.TextField("nội dung", blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True)

    class Meta:
        verbose_name = "phiên họp Hội đồng"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "ordinal"], name="session_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"Phiên {self.ordinal} năm {self.year}"
