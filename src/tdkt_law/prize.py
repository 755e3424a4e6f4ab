"""Prize money: a coefficient times the base salary of the day of decision, rounded; and which of several prizes are paid.

All arithmetic is decimal; amounts are whole đồng. What the texts do not say stays None with a note, never 0.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Any, Final, TypeAlias

from tdkt_law.awards import AwardKind, RecipientKind, award
from tdkt_law.catalogue.catalogue import Catalogue, NoLaw
from tdkt_law.catalogue.model import Confidence, Value

FOREIGN: Final = "doi_ngoai"
_EVERYONE: Final = "*"
_SETTING: Final = "rounding"
_WEAKEST_LAST: Final = (
    Confidence.VERIFIED,
    Confidence.SECONDARY,
    Confidence.PRESUMED,
    Confidence.ANALYST,
    Confidence.MEMORY,
    Confidence.NOT_FOUND,
)
_RECIPIENT_NAMES: Final[Mapping[str, str]] = {
    RecipientKind.PERSON: "cá nhân",
    RecipientKind.COLLECTIVE: "tập thể",
    RecipientKind.HOUSEHOLD: "hộ gia đình",
}
Rounding: TypeAlias = Callable[[Decimal, int], Decimal]


def _up(raw: Decimal, to: int) -> Decimal:
    return (raw / to).to_integral_value(ROUND_CEILING) * to


def _nearest(raw: Decimal, to: int) -> Decimal:
    return (raw / to).to_integral_value(ROUND_HALF_UP) * to


def _none(raw: Decimal, _to: int) -> Decimal:
    return raw


ROUNDINGS: Final[Mapping[str, Rounding]] = {"up": _up, "nearest": _nearest, "none": _none}


@dataclass(frozen=True, slots=True)
class Prize:
    """What one award pays one recipient.

    ``multiple`` is the coefficient, ``raw`` the product before rounding, ``amount`` whole đồng; None where no text says it.
    ``at_most``: the coefficient is a ceiling. ``souvenir``: given as a souvenir of that worth instead of money.
    ``source`` is the citation of the coefficient, ``salary_source`` of the base salary, ``confidence`` the weakest of all
    that went in, ``note`` what the reader must know.
    """

    award: str
    recipient: str
    on: date
    multiple: Decimal | None
    base_salary: int | None
    raw: Decimal | None
    amount: int | None
    rounding: str
    source: str
    salary_source: str
    confidence: Confidence
    at_most: bool
    souvenir: bool
    note: str


def prize(
    catalogue: Catalogue,
    award_code: str,
    recipient: str,
    on: date,
    ground: str = "",
    rounding: str | None = None,
) -> Prize:
    """What the award pays a recipient of that kind when decided ``on``.

    ``recipient``: ca_nhan, tap_the, ho_gia_dinh. ``rounding``: up, nearest, none; by default what the catalogue's
    setting says, else the text. Raises: UnknownAward, ValueError for an unknown kind of recipient or rounding, NoLaw
    for a day without law.
    """
    found = award(award_code)
    if recipient not in _RECIPIENT_NAMES:
        raise ValueError(
            f"Không có loại đối tượng “{recipient}”; dùng được: {', '.join(_RECIPIENT_NAMES)}."
        )
    regime = catalogue.regime_on(on)
    if regime is None:
        raise NoLaw(on)
    money = catalogue.value("prize", found.code, on, ground)
    rules = catalogue.value("money_rules", _EVERYONE, on)
    salary = catalogue.value("base_salary", _EVERYONE, on)
    how = catalogue.value("rounding", _EVERYONE, on)
    mode, to = _rounding(catalogue, how, rounding)
    multiple, notes = (
        _multiple(money, rules, recipient, found.recipients)
        if found.existed_on(on)
        else (None, [f"Ngày {on:%d/%m/%Y} không có hình thức {found.name}."])
    )
    base = int(salary.value["amount"]) if salary and salary.value else None
    if base is None:
        notes.append("Chưa có mức lương cơ sở của ngày này.")
    raw = _plain(multiple * base) if multiple is not None and base is not None else None
    souvenir = ground == FOREIGN or _flag(money, "souvenir")
    if souvenir:
        notes.append(
            "Người nước ngoài, người Việt Nam ở nước ngoài nhận tặng phẩm lưu niệm có giá trị tương đương."
        )
    sure = [one.confidence for one in (money, salary, how) if one is not None]
    if regime.presumes:
        sure.append(Confidence.PRESUMED)
        notes += _sentences(regime.caveat)
    return Prize(
        award=found.code,
        recipient=recipient,
        on=on,
        multiple=multiple,
        base_salary=base,
        raw=raw,
        amount=None
        if raw is None
        else int(ROUNDINGS[mode](raw, to).to_integral_value(ROUND_HALF_UP)),
        rounding=mode,
        source=catalogue.cite(money.source) if money else "",
        salary_source=catalogue.cite(salary.source) if salary else "",
        confidence=weakest(sure) if multiple is not None else Confidence.NOT_FOUND,
        at_most=_flag(money, "at_most"),
        souvenir=souvenir,
        note=" ".join(notes),
    )


def _plain(number: Decimal) -> Decimal:
    """The same number without zeros after the point."""
    whole = number.to_integral_value()
    return whole if whole == number else number


def weakest(confidences: Sequence[Confidence]) -> Confidence:
    """The least sure of several; NOT_FOUND for none."""
    return max(confidences, key=_WEAKEST_LAST.index, default=Confidence.NOT_FOUND)


def _rounding(catalogue: Catalogue, how: Value | None, asked: str | None) -> tuple[str, int]:
    written: Mapping[str, Any] = how.value if how and how.value else {"mode": "none", "to": 1}
    chosen = catalogue.setting(_SETTING) if _SETTING in catalogue.settings else written["mode"]
    mode = str(chosen if asked is None else asked)
    if mode not in ROUNDINGS:
        raise ValueError(f"Không có cách làm tròn “{mode}”; dùng được: {', '.join(ROUNDINGS)}.")
    return mode, int(written["to"])


def _multiple(
    money: Value | None, rules: Value | None, recipient: str, open_to: Sequence[RecipientKind]
) -> tuple[Decimal | None, list[str]]:
    """The coefficient for a kind of recipient, and what to say about it."""
    if money is None or money.value is None:
        return None, _sentences("Chưa có văn bản về mức tiền thưởng.", money.note if money else "")
    name = _RECIPIENT_NAMES[recipient]
    if recipient not in open_to:
        return None, [f"Hình thức này không tặng cho {name}."]
    value = money.value
    if value.get("paid") is False:
        return None, _sentences("Văn bản không nêu mức tiền thưởng.", money.note)
    notes = _sentences(value.get("rule", ""), money.note)
    if _flag(money, "at_most"):
        notes.insert(0, "Đây là mức tối đa.")
    if recipient in value:
        return Decimal(value[recipient]), notes
    by_person = rules.value.get("household") if rules and rules.value else None
    if recipient == RecipientKind.HOUSEHOLD and by_person and RecipientKind.PERSON in value:
        times = Decimal(by_person)
        said = f"{times.normalize():f}".replace(".", ",")
        return times * Decimal(value[RecipientKind.PERSON]), [
            f"Hộ gia đình bằng {said} lần cá nhân.",
            *notes,
        ]
    return None, [f"Chưa có hệ số cho {name}.", *notes]


def _sentences(*texts: str) -> list[str]:
    return [text if text.endswith(".") else f"{text}." for text in texts if text]


def _flag(money: Value | None, key: str) -> bool:
    return bool(money and money.value and money.value.get(key))


@dataclass(frozen=True, slots=True)
class Claim:
    """One award of several that the same recipient receives at one time.

    ``period``: the first and last day of the time the achievement was counted for; None not stated.
    ``achievement``: what a form rewards, in any words that tell one achievement from another; empty: not stated.
    """

    prize: Prize
    period: tuple[date, date] | None
    achievement: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """Is the prize of a claim paid? None: no text settles it. ``why`` says so, ``source`` cites the clause."""

    claim: Claim
    paid: bool | None
    why: str
    source: str


def prizes_paid(catalogue: Catalogue, claims: Sequence[Claim]) -> tuple[Payment, ...]:
    """Which prizes one recipient is paid who receives several awards at one time, in the order given.

    Titles whose achievement was counted for the same time: only the highest prize where the day's text says so. Titles of
    different times, forms of different times and achievements, and a title together with a form: all.
    """
    return tuple(_payment(catalogue, claim, claims) for claim in claims)


def _payment(catalogue: Catalogue, claim: Claim, claims: Sequence[Claim]) -> Payment:
    rules = catalogue.value("money_rules", _EVERYONE, claim.prize.on)
    if rules is None or rules.value is None:
        return Payment(claim, None, "Chưa có văn bản về việc nhận nhiều mức thưởng một lúc.", "")
    peers = [
        other for other in claims if other is not claim and _is_title(other) == _is_title(claim)
    ]
    judge = _title if _is_title(claim) else _form
    paid, why = judge(claim, peers, rules.value)
    if paid and len(peers) < len(claims) - 1 and rules.value["title_and_form"] != "both":
        paid, why = None, "Danh hiệu cùng hình thức khen thưởng: chưa có văn bản."
    return Payment(claim, paid, why, catalogue.cite(rules.source))


def _is_title(claim: Claim) -> bool:
    return award(claim.prize.award).kind is AwardKind.TITLE


def _title(
    claim: Claim, peers: Sequence[Claim], rules: Mapping[str, Any]
) -> tuple[bool | None, str]:
    if not peers:
        return True, "Không có danh hiệu nào khác cùng lúc."
    if claim.period is None or any(peer.period is None for peer in peers):
        return None, "Chưa ghi thời gian tính thành tích của từng danh hiệu."
    rivals = [peer for peer in peers if peer.period == claim.period]
    if not rivals:
        said = rules["titles_other_period"]
        return (True if said == "all" else None), "Thời gian tính thành tích khác nhau."
    if rules["titles_same_period"] == "unknown":
        return None, "Nhiều danh hiệu cùng thời gian thành tích: chưa có văn bản."
    if rules["titles_same_period"] == "all":
        return True, "Mỗi danh hiệu đều được thưởng."
    own = claim.prize.amount
    others = [peer.prize.amount for peer in rivals]
    if own is None or None in others:
        return None, "Chưa đủ mức thưởng của các danh hiệu để biết mức nào cao nhất."
    if all(own >= other for other in others if other is not None):
        return True, "Mức cao nhất của các danh hiệu cùng thời gian thành tích."
    return False, "Cùng thời gian thành tích, chỉ nhận mức thưởng của danh hiệu cao nhất."


def _form(
    claim: Claim, peers: Sequence[Claim], rules: Mapping[str, Any]
) -> tuple[bool | None, str]:
    if not peers:
        return True, "Không có hình thức khen thưởng nào khác cùng lúc."
    for peer in peers:
        if not (claim.period and peer.period and claim.achievement and peer.achievement):
            return None, "Chưa ghi thời gian và thành tích của từng hình thức."
        if claim.achievement == peer.achievement:
            return (
                None,
                "Một thành tích không khen thưởng bằng nhiều hình thức; cần xem lại đề nghị.",
            )
        if claim.period == peer.period:
            return None, "Cùng thời gian, khác thành tích: chưa có văn bản."
    said = rules["forms_other"]
    return (True if said == "all" else None), "Thời gian và thành tích khác nhau."
