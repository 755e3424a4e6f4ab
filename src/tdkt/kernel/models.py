"""The ledger's two tables. Rows are written by ``kernel.ledger`` only."""

from django.db import models

from tdkt.kernel.verbs import Verb


class LedgerEntry(models.Model):
    """One thing that happened: who, when, what, to what, from what to what, and why.

    Append-only by triggers on SQLite and PostgreSQL; each row carries the hash of the row before, one chain
    per authority. Who and what are stored as values, so that the record outlives accounts and organisations.
    """

    authority = models.BigIntegerField("cơ quan", db_comment="Authority id, as a value")
    seq = models.PositiveBigIntegerField("số thứ tự")
    at = models.DateTimeField("lúc")
    actor_id = models.BigIntegerField("mã người thực hiện", null=True, blank=True)
    actor_name = models.CharField("người thực hiện", max_length=150)
    office = models.CharField("nhiệm vụ", max_length=255, blank=True)
    verb = models.CharField("việc", max_length=32, choices=Verb)
    subject_kind = models.CharField("loại đối tượng", max_length=40)
    subject_code = models.CharField("mã đối tượng", max_length=40)
    subject_name = models.CharField("đối tượng", max_length=255, blank=True)
    before = models.JSONField("trước", default=dict, blank=True)
    after = models.JSONField("sau", default=dict, blank=True)
    reason = models.TextField("lý do", blank=True)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "dòng nhật ký"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "seq"], name="ledger_seq_once_an_authority"
            ),
            models.CheckConstraint(
                name="ledger_verb_is_known", condition=models.Q(verb__in=Verb.values)
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "subject_kind", "subject_code", "seq"], name="ledger_subject"
            ),
            models.Index(fields=["authority", "actor_id", "seq"], name="ledger_actor"),
            models.Index(fields=["authority", "verb", "seq"], name="ledger_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.subject_kind} {self.subject_code}"


class LedgerHead(models.Model):
    """The last row of an authority's chain; locked last in every act, so that acts queue here and nowhere else."""

    authority = models.BigIntegerField(unique=True)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.authority}:{self.seq}"
