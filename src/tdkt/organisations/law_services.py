"""Laying down the province's own rules: checked whole, dated, never changed afterwards, in the ledger."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from tdkt.kernel.answers import Answer, Refused, Stale, require
from tdkt.kernel.dates import format_date
from tdkt.kernel.ledger import Actor, Subject, ledger_add
from tdkt.kernel.verbs import Verb
from tdkt.organisations.models import Authority, LawLayer
from tdkt_law.catalogue.expand import plain
from tdkt_law.catalogue.load import document
from tdkt_law.catalogue.overlay import overlay_problems
from tdkt_law.catalogue.reader import Problem


class LayerFaults(Refused):
    """The layer can't be used; ``problems`` names each place, what is wrong and what is allowed."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(
            f"Quy định có {len(problems)} chỗ chưa dùng được; chưa ghi gì. Chỗ đầu tiên: {problems[0]}"
        )


def layer_faults(content: Mapping[str, Any]) -> list[Problem]:
    """Everything wrong in a layer, before anything is saved."""
    return overlay_problems(document(), content)


@transaction.atomic
def law_layer_save(
    *,
    actor: Actor,
    allowed: Answer,
    content: Mapping[str, Any],
    valid_from: date,
    note: str,
    at: datetime,
    seen: int,
) -> LawLayer:
    """Add a revision of the province's layer that holds from a day.

    ``seen`` is the number of the last revision the user had before him, 0 for none. ``allowed`` is what
    ``accounts.permissions.may`` answered.
    Raises: Refused (not allowed, no reason, nothing changed); LayerFaults; Stale when somebody saved meanwhile.
    """
    require(allowed)
    if not note.strip():
        raise Refused("Cần nêu căn cứ, lý do: số, ngày của văn bản tỉnh ban hành.")
    found = layer_faults(content)
    if found:
        raise LayerFaults(found)
    Authority.objects.select_for_update().get(pk=actor.authority_id)
    layers = LawLayer.objects.filter(authority_id=actor.authority_id)
    last = layers.aggregate(last=Max("number"))["last"] or 0
    if last != seen:
        raise Stale(
            "Trong lúc bạn sửa, người khác đã ban hành quy định mới; nội dung bạn vừa nhập chưa được ghi. "
            "Hãy mở lại trang để xem quy định hiện nay rồi sửa tiếp."
        )
    before = layers.filter(number=last).first()
    kept = plain(content)
    if before is not None and (before.content, before.valid_from) == (kept, valid_from):
        raise Refused("Nội dung và ngày áp dụng không khác lần trước; chưa có gì để ghi.")
    layer = LawLayer.objects.create(
        authority_id=actor.authority_id,
        number=last + 1,
        valid_from=valid_from,
        content=kept,
        note=note.strip(),
        recorded_by=actor.name,
        recorded_at=at,
    )
    ledger_add(
        actor=actor,
        verb=Verb.LAW_LAYER_SAVE,
        subject=Subject(
            "law_layer", layer.code, f"Lần {layer.number}, áp dụng từ {format_date(valid_from)}"
        ),
        at=at,
        before={"content": before.content, "valid_from": before.valid_from} if before else {},
        after={"content": kept, "valid_from": valid_from},
        reason=note.strip(),
    )
    return layer
