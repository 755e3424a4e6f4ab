"""What an honour's own values say together, whoever it is about: award, level, group, movement, year."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from tdkt.imports.batch import Batch
from tdkt.imports.cells import Fault
from tdkt.imports.groups import GroupRules
from tdkt.kernel.dates import format_date
from tdkt.kernel.text import fold
from tdkt.movements.models import Movement
from tdkt.organisations.models import Authority
from tdkt.registry.award_names import UnreadableAward, award_by_name
from tdkt.registry.states import Level, RecipientKind
from tdkt_law.awards import Award, AwardLevel

Refuse = Callable[[str, str], None]

JUDGED: Final = (
    "kind", "award", "level", "decided_on", "post", "group", "is_small", "is_posthumous", "year", "movement",
)  # fmt: skip


class Verdict(NamedTuple):
    """What a row's values come to: codes as the registry keeps them."""

    award: str
    level: str
    group: str
    movement_code: str


class Judge:
    """Holds the authority's movements and post table: three queries, once a file."""

    def __init__(self, authority_id: int) -> None:
        self._place = Authority.objects.get(pk=authority_id).place
        self._groups = GroupRules(authority_id)
        self._awards: dict[str, Award | Fault] = {}
        self._movements = {
            fold(key): code
            for code, name in Movement.objects.filter(authority_id=authority_id).values_list("code", "name")
            for key in (code, name)
        }  # fmt: skip

    def verdict(self, batch: Batch, i: int, row: tuple[Any, ...]) -> Verdict | None:
        """What the row's own values say together, whoever it is about; None when award or kind are not known."""
        (
            kind,
            award_text,
            level,
            decided_on,
            post,
            group,
            is_small,
            is_posthumous,
            year,
            movement,
        ) = row
        refuse = partial(batch.refuse, i)
        if year is not None and decided_on is not None and year.first > decided_on.year:
            refuse("year", f"Năm thành tích sau ngày quyết định ({format_date(decided_on)}).")
        movement_code = ""
        if movement is not None:
            movement_code = self._movements.get(fold(movement), "")
            if not movement_code:
                refuse("movement", f"Không có phong trào “{movement}” trong sổ phong trào.")
        award = self._award(award_text) if award_text is not None else None
        if isinstance(award, Fault):
            refuse("award", award.reason)
        if kind is None or award is None or isinstance(award, Fault):
            return None
        level = self._level(award, level, refuse)
        self._against_the_award(batch, i, award, kind, decided_on)
        self._against_the_kind(refuse, kind, group, is_small=is_small, is_posthumous=is_posthumous)
        if kind == RecipientKind.PERSON and group is None:
            group = self._group(batch, i, post)
        return Verdict(award.code, level, group or "", movement_code)

    def _award(self, text: str) -> Award | Fault:
        found = self._awards.get(text)
        if found is None:
            try:
                found = award_by_name(text, place=self._place)
            except UnreadableAward as error:
                found = Fault(str(error))
            self._awards[text] = found
        return found

    def _group(self, batch: Batch, i: int, post: str | None) -> str | None:
        group = self._groups.of(post)
        if group is None:
            said = f"chức vụ “{post}”" if post else "chức vụ để trống"
            batch.warn(
                i, "group", f"Chưa rõ nhóm đối tượng: {said} không có trong bảng quy ước của tỉnh."
            )
        return group

    def _level(self, award: Award, level: str | None, refuse: Refuse) -> str:
        if award.level is AwardLevel.OTHER:
            if level is None:
                refuse("level", f"“{award.name}” không tự nói rõ cấp; hãy ghi cột Cấp khen thưởng.")
            return level or ""
        if level is not None and level != award.level:
            refuse("level", f"“{award.name}” là khen thưởng {Level(award.level).label.lower()}.")
        return str(award.level)

    def _against_the_award(
        self, batch: Batch, i: int, award: Award, kind: str, on: date | None
    ) -> None:
        if kind not in award.recipients:
            may = ", ".join(RecipientKind(k).label.lower() for k in award.recipients)
            who = RecipientKind(kind).label.lower()
            batch.refuse(i, "award", f"“{award.name}” không tặng cho {who} (chỉ cho {may}).")
        if on is not None and not award.existed_on(on):
            when = format_date(on)
            batch.warn(
                i, "award", f"Theo danh mục, “{award.name}” không còn hoặc chưa có vào ngày {when}."
            )

    def _against_the_kind(
        self, refuse: Refuse, kind: str, group: str | None, *, is_small: bool, is_posthumous: bool
    ) -> None:
        if is_small and kind != RecipientKind.COLLECTIVE:
            refuse("is_small", "Chỉ tập thể mới là tập thể nhỏ.")
        if group is not None and kind != RecipientKind.PERSON:
            refuse("group", "Chỉ cá nhân có nhóm đối tượng.")
        if is_posthumous and kind != RecipientKind.PERSON:
            refuse("is_posthumous", "Chỉ truy tặng cho cá nhân.")
