"""The commendation part: sentences, tables and charts counted from the honours of the year."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from tdkt.documents.chart_specs import LACQUER, SLATES, bar_chart, grouped_bar
from tdkt.documents.paper import Block, Cell, Chart, Column, Row, Table
from tdkt.kernel.numbers import format_int
from tdkt.kernel.stated import Unit
from tdkt.registry.states import Level, Method, RecipientKind
from tdkt.statistics.report.book import UNKNOWN
from tdkt.statistics.report.sentences import Desk, Writer, Written
from tdkt.statistics.report.words import amount, fig, listed, sentence
from tdkt.statistics.where import where
from tdkt_law.awards import awards

_STATE, _PROVINCE = "khen_thuong.nha_nuoc", "khen_thuong.cap_tinh"
_KIND_WORDS: Final = {
    RecipientKind.COLLECTIVE: "tập thể",
    RecipientKind.PERSON: "cá nhân",
    RecipientKind.HOUSEHOLD: "hộ gia đình",
}
_LEVEL_NAMES: Final = {Level.STATE: "cấp Nhà nước", Level.PROVINCE: "cấp tỉnh"}
# Shares the chart compares, and what they are called.
_CHARTED: Final = (
    (f"{_STATE}.truc_tiep.ty_le", "Cấp Nhà nước"),
    (f"{_PROVINCE}.truc_tiep.ty_le_ca_nhan", "Cấp tỉnh, trong số cá nhân"),
    (f"{_PROVINCE}.truc_tiep.ty_le", "Cấp tỉnh, gồm cả hộ gia đình"),
)
_TOTALS_BEFORE: Final = (f"{_PROVINCE}.tap_the.nam_truoc", f"{_PROVINCE}.ca_nhan_ho.nam_truoc")
_COUNTED: Final = (
    "Số liệu đếm lượt khen thưởng theo ngày quyết định, từ 01/01 đến 31/12/{year}; một người được khen hai lần là "
    "hai lượt."
)


def state_awards(desk: Desk) -> Written:
    """State level: collectives, individuals, direct workers and their share against the year before."""
    book = desk.book
    if not book.value(f"{_STATE}.tong"):
        return [f"Trong năm {desk.year}, sổ không có khen thưởng cấp Nhà nước."]
    given = [
        f"{fig(f'{_STATE}.{kind}')} {word}"
        for kind, word in (
            ("tap_the", "tập thể"),
            ("ca_nhan", "cá nhân"),
            ("ho_gia_dinh", "hộ gia đình"),
        )
        if book.value(f"{_STATE}.{kind}")
    ]
    first = (
        f"Năm {desk.year}, Chủ tịch nước, Thủ tướng Chính phủ tặng thưởng cho {listed(given)} của tỉnh"
        f"[^{_COUNTED.format(year=desk.year)}]."
    )
    direct = ""
    if book.value(f"{_STATE}.ca_nhan"):
        direct = (
            f"Trong số cá nhân được khen có {fig(f'{_STATE}.truc_tiep')} người lao động trực tiếp, chiếm "
            f"{fig(f'{_STATE}.truc_tiep.ty_le')}{_against_last_year(desk, f'{_STATE}.truc_tiep.ty_le') or _unknown_year(desk)}."
        )
    return [sentence(first, direct), *_by_award(desk, Level.STATE)]


def province_awards(desk: Desk) -> Written:
    """Province level: totals, small collectives, direct workers by both denominators, methods, forms."""
    book = desk.book
    if not book.value(f"{_PROVINCE}.tong"):
        return [f"Trong năm {desk.year}, sổ không có khen thưởng cấp tỉnh."]
    first = (
        f"Năm {desk.year}, Ủy ban nhân dân tỉnh, Chủ tịch Ủy ban nhân dân tỉnh khen thưởng "
        f"{fig(f'{_PROVINCE}.tap_the')} tập thể và {fig(f'{_PROVINCE}.ca_nhan_ho')} lượt cá nhân, hộ gia đình"
        f"{_split(desk)}."
    )
    return [
        first,
        (
            f"- Tập thể nhỏ theo quy ước của tỉnh: {fig(f'{_PROVINCE}.tap_the_nho')} tập thể, chiếm "
            f"{fig(f'{_PROVINCE}.tap_the_nho.ty_le')} số tập thể được khen"
            f"{_against_last_year(desk, f'{_PROVINCE}.tap_the_nho.ty_le') if _whole_year_before(desk) else ''}."
        ),
        _direct_workers(desk),
        f"- Theo loại hình khen thưởng: {_methods(desk)}.",
        _last_year(desk),
        *_by_award(desk, Level.PROVINCE),
        *_shares_chart(desk),
    ]


def _split(desk: Desk) -> str:
    """Households apart, when there are any."""
    if not desk.book.value(f"{_PROVINCE}.ho_gia_dinh"):
        return ""
    return f" ({fig(f'{_PROVINCE}.ca_nhan')} lượt cá nhân, {fig(f'{_PROVINCE}.ho_gia_dinh')} lượt hộ gia đình)"


def _direct_workers(desk: Desk) -> str:
    """Both shares with their denominators named: with households, as the 2022 report counted, and without."""
    said = f"- Người lao động trực tiếp: {fig(f'{_PROVINCE}.truc_tiep')} lượt cá nhân, "
    households = bool(desk.book.value(f"{_PROVINCE}.ho_gia_dinh"))
    if not households:
        return f"{said}chiếm {fig(f'{_PROVINCE}.truc_tiep.ty_le_ca_nhan')} tổng số lượt cá nhân."
    return (
        f"{said}chiếm {fig(f'{_PROVINCE}.truc_tiep.ty_le')} tổng số lượt cá nhân, hộ gia đình "
        f"({fig(f'{_PROVINCE}.ca_nhan_ho')}) và {fig(f'{_PROVINCE}.truc_tiep.ty_le_ca_nhan')} số lượt cá nhân không "
        f"kể hộ gia đình ({fig(f'{_PROVINCE}.ca_nhan')})."
    )


def _methods(desk: Desk) -> str:
    parts = [
        f"{method.label.lower()} {fig(f'{_PROVINCE}.loai_hinh.{method.value}')} lượt "
        f"({fig(f'{_PROVINCE}.loai_hinh.{method.value}.ty_le')})"
        for method in Method
        if desk.book.value(f"{_PROVINCE}.loai_hinh.{method.value}")
    ]
    return ", ".join(parts)


def _whole_year_before(desk: Desk) -> bool:
    """Whether the province's totals of the year before are known: without them no share of it is compared."""
    return all(desk.book.known(code) for code in _TOTALS_BEFORE)


def _last_year(desk: Desk) -> str:
    """The year before, or that it is not known."""
    codes = _TOTALS_BEFORE
    if not _whole_year_before(desk):
        return f"- So với năm {desk.year - 1}: chưa có dữ liệu khen thưởng cấp tỉnh của năm {desk.year - 1} để so sánh."
    return f"- Năm {desk.year - 1}: {fig(codes[0])} tập thể, {fig(codes[1])} lượt cá nhân, hộ gia đình."


def _against_last_year(desk: Desk, share: str) -> str:
    """ ", tăng 27 điểm % so với năm 2021 (59%)"; nothing when the year before is not known."""
    before, change = desk.book.get(f"{share}.nam_truoc"), desk.book.get(f"{share}.thay_doi")
    if before is None or change is None or before.value is None or change.value is None:
        return ""
    against = f"năm {desk.year - 1} ({fig(before.code)})"
    if change.value == 0:
        return f", bằng {against}"
    if change.value < 0:  # the figure would print its minus beside the word
        return f", giảm {fig(change.code, 'muc')} so với {against}"
    return f", tăng {fig(change.code)} so với {against}"


def _unknown_year(desk: Desk) -> str:
    return f" (chưa có dữ liệu năm {desk.year - 1} để so sánh)"


def _by_award(desk: Desk, level: Level) -> list[str | Block]:
    """The table and the chart of one level by award."""
    table = award_table(desk, level)
    name = _LEVEL_NAMES[level]
    counts = _counts(desk, level)
    rows = [
        {"award": awards()[award].short_name, "count": sum(of.values())}
        for award, of in counts.items()
    ]
    alt = "; ".join(f"{row['award']} {row['count']}" for row in rows)
    chart = Chart(
        spec=bar_chart(rows, x="award", y="count", unit="lượt"),
        caption=f"Khen thưởng {name} năm {desk.year} theo danh hiệu, hình thức",
        alt=f"Số lượt khen thưởng {name}: {alt}.",
        table=table,
    )
    return [table, chart]


def _counts(desk: Desk, level: Level) -> dict[str, dict[str, int]]:
    """award → recipient kind → honours, the highest award first; only those given."""
    found: dict[str, dict[str, int]] = {}
    for kind in _KIND_WORDS:
        for award, n in desk.facts.honours.by(
            "award", where(level=level.value, kind=kind.value)
        ).items():
            if n:
                found.setdefault(award, {})[kind] = n
    order = {code: known.order for code, known in awards().items()}
    return dict(sorted(found.items(), key=lambda pair: order[pair[0]]))


def award_table(desk: Desk, level: Level) -> Table:
    """Honours of one level by award: collectives, individuals, households, and by method; sums that agree."""
    methods = [
        method
        for method in Method
        if desk.facts.honours.count(where(level=level.value, method=method.value))
    ]
    columns = (
        Column("TT", 0.8, "center"),
        Column("Danh hiệu, hình thức", 3.6),
        Column("Tổng số", 1.1, "right"),
        *(Column(word.capitalize(), 1.1, "right", ("Trong đó",)) for word in _KIND_WORDS.values()),
        *(Column(method.label, 1.4, "right", ("Theo loại hình",)) for method in methods),
    )
    rows: list[Row] = []
    for place, (award, of) in enumerate(_counts(desk, level).items(), start=1):
        by = desk.facts.honours.by("method", where(level=level.value, award=award))
        rows.append(
            (
                str(place),
                awards()[award].name,
                Cell(format_int(sum(of.values())), figure=f"khen_thuong.hinh_thuc.{award}"),
                *(_number(of.get(kind, 0)) for kind in _KIND_WORDS),
                *(_number(by.get(method.value, 0)) for method in methods),
            )
        )
    code = _STATE if level == Level.STATE else _PROVINCE
    total = desk.facts.honours
    rows.append(
        (
            Cell("Tổng cộng", bold=True, span=2, align="center"),
            _total(total.count(where(level=level.value)), f"{code}.tong"),
            *(
                _total(
                    total.count(where(level=level.value, kind=kind.value)), f"{code}.{kind.value}"
                )
                for kind in _KIND_WORDS
            ),
            *(
                _total(
                    total.count(where(level=level.value, method=method.value)),
                    f"{code}.loai_hinh.{method.value}",
                )
                for method in methods
            ),
        )
    )
    caption = f"Khen thưởng {_LEVEL_NAMES[level]} năm {desk.year} theo danh hiệu, hình thức"
    return Table(columns, tuple(rows), caption=caption, size=10 if len(methods) > 3 else 11)


def _total(value: int, code: str) -> Cell:
    return Cell(_number(value), bold=True, figure=code)


def _number(value: int) -> str:
    """A dash is the statisticians' zero."""
    return format_int(value) if value else "-"


def _shares_chart(desk: Desk) -> list[Block]:
    """Direct workers' share at both levels, last year and this; left out while no year is known."""
    years = ((str(desk.year - 1), ".nam_truoc"), (str(desk.year), ""))
    rows: list[dict[str, object]] = []
    said: list[str] = []
    for level, name in _CHARTED:
        for year, variant in years:
            hidden = variant and level.startswith(_PROVINCE) and not _whole_year_before(desk)
            value = None if hidden else desk.book.value(f"{level}{variant}")
            rows.append(
                {"level": name, "year": year, "share": None if value is None else float(value)}
            )
            said.append(f"{name} năm {year}: {UNKNOWN if value is None else _percent(value)}")
    if all(row["share"] is None for row in rows):
        return []
    return [
        Chart(
            spec=grouped_bar(
                rows, x="level", y="share", series="year", unit="%", colours=(SLATES[1], LACQUER)
            ),
            caption="Tỷ lệ người lao động trực tiếp được khen thưởng theo năm",
            alt=f"Tỷ lệ người lao động trực tiếp. {'; '.join(said)}.",
        )
    ]


def _percent(value: Decimal) -> str:
    return amount(value, Unit.PERCENT)


WRITERS: Final[Mapping[str, Writer]] = {
    "state_awards": state_awards,
    "province_awards": province_awards,
}
