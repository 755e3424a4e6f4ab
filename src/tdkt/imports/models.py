"""One run of an import: the file, what the check found, and how it ended."""

from django.db import models

from tdkt.imports.states import ImportKind, ImportState
from tdkt.kernel.codes import new_code
from tdkt.organisations.models import Authority


class ImportRun(models.Model):
    """A list brought in. Rows are staged outside the records; ``DONE`` is written in the records' own transaction."""

    authority = models.ForeignKey(Authority, verbose_name="cơ quan", on_delete=models.PROTECT)
    code = models.CharField("mã", max_length=12, default=new_code, unique=True, editable=False)
    kind = models.CharField("loại danh sách", max_length=16, choices=ImportKind)
    file_name = models.CharField("tên tệp", max_length=255)
    file_hash = models.CharField(max_length=64, db_comment="SHA-256 of the uploaded file")
    state = models.CharField(
        "tình trạng", max_length=16, choices=ImportState, default=ImportState.UPLOADED
    )
    started_by = models.CharField("người nhập", max_length=150)
    user_id = models.BigIntegerField(
        null=True, blank=True, db_comment="As a value: who may see this run"
    )
    created_at = models.DateTimeField("tải lên lúc")
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    added = models.PositiveIntegerField("thêm", default=0)
    changed = models.PositiveIntegerField("sửa", default=0)
    unchanged = models.PositiveIntegerField("giữ nguyên", default=0)
    refused = models.PositiveIntegerField("không nhận", default=0)
    warned = models.PositiveIntegerField("cảnh báo", default=0)
    message = models.TextField("lời nhắn", blank=True)
    digest = models.CharField(
        max_length=64, blank=True, db_comment="Of the rows written, as in the ledger"
    )

    class Meta:
        verbose_name = "lần nhập danh sách"
        indexes = [models.Index(fields=["authority", "created_at", "id"], name="import_recent")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.file_name}"
