"""The province's own rules over the national law, as dated revisions that never change."""

from django.db import models

from tdkt.kernel.codes import new_code


class LawLayer(models.Model):
    """One revision of an authority's layer: from ``valid_from`` it stands alone, the earlier one is history.

    ``content`` has the schema of ``tdkt_law.catalogue.overlay``. Two revisions may start on one day: the later recorded
    one counts, the other was a mistake that stays on record.
    """

    authority = models.ForeignKey(
        "organisations.Authority", verbose_name="cơ quan", on_delete=models.PROTECT
    )
    code = models.CharField("mã", max_length=12, default=new_code, unique=True, editable=False)
    number = models.PositiveIntegerField("lần")
    valid_from = models.DateField("áp dụng từ ngày")
    content = models.JSONField("nội dung")
    note = models.TextField("căn cứ, lý do")
    recorded_by = models.CharField("người ghi", max_length=200)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "quy định của tỉnh"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "number"], name="law_layer_number_once")
        ]

    def __str__(self) -> str:
        return f"Lần {self.number}"
