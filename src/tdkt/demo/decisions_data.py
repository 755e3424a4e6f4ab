"""Decisions get their numbers and titles: one series a year, symbol and issuer, rising with the days."""

import random
from collections import defaultdict
from typing import Final

from tdkt.demo.data_files import read_yaml
from tdkt.demo.filling import Filled
from tdkt.demo.plan import Draft
from tdkt.demo.records import Decision

_ISSUERS: Final = {
    "QĐ-UBND": ("Chủ tịch UBND tỉnh Lai Châu", "tinh", 4.6),
    "QĐ-TTg": ("Thủ tướng Chính phủ", "trung_uong", 4.2),
    "QĐ-CTN": ("Chủ tịch nước", "trung_uong", 3.9),
}  # fmt: skip
_WHAT: Final = {
    "bk_bo_tinh": "tặng Bằng khen của Chủ tịch UBND tỉnh",
    "co_thi_dua_bo_tinh": "tặng Cờ thi đua của UBND tỉnh",
    "tap_the_ldxs": "công nhận danh hiệu “Tập thể lao động xuất sắc”",
    "cstd_bo_tinh": "công nhận danh hiệu “Chiến sĩ thi đua cấp tỉnh”",
    "bk_ttcp": "tặng Bằng khen của Thủ tướng Chính phủ",
    "co_thi_dua_chinh_phu": "tặng Cờ thi đua của Chính phủ",
    "cstd_toan_quoc": "tặng danh hiệu “Chiến sĩ thi đua toàn quốc”",
    "hc_lao_dong_2": "tặng thưởng Huân chương Lao động hạng Nhì",
    "hc_lao_dong_3": "tặng thưởng Huân chương Lao động hạng Ba",
    "hc_dung_cam": "truy tặng Huân chương Dũng cảm",
    "dh_nghe_nhan_uu_tu": "phong tặng danh hiệu “Nghệ nhân ưu tú”",
    "dh_nha_giao_uu_tu": "phong tặng danh hiệu “Nhà giáo ưu tú”",
}  # fmt: skip
_KINDS: Final = (("tap_the", "tập thể"), ("ho_gia_dinh", "hộ gia đình"), ("ca_nhan", "cá nhân"))


def numbered(drafts: list[Draft], lines: list[Filled], rng: random.Random) -> dict[int, Decision]:
    """The decisions that have lines, by the place of their draft."""
    kinds: dict[int, set[str]] = defaultdict(set)
    for line in lines:
        kinds[line.draft].add(line.kind)
    cited = {(row["symbol"], str(row["number"]), row["issued_on"].year)
             for row in read_yaml("documents") if "number" in row and "issued_on" in row}  # fmt: skip
    last: dict[tuple[str, int], int] = defaultdict(int)
    found: dict[int, Decision] = {}
    for at in sorted(kinds, key=lambda at: (drafts[at].decided_on, at)):
        draft = drafts[at]
        issuer, level, pace = _ISSUERS[draft.symbol]
        series = (draft.symbol, draft.decided_on.year)
        number = max(
            last[series] + 1, int(draft.decided_on.timetuple().tm_yday * pace) + rng.randint(0, 3)
        )
        while (draft.symbol, str(number), series[1]) in cited:
            number += 1
        last[series] = number
        found[at] = Decision(
            f"qd-{at + 1:05d}", "Quyết định", str(number), draft.symbol, issuer, draft.decided_on,
            _title(draft, kinds[at]), level,
        )  # fmt: skip
    return found


def _title(draft: Draft, kinds: set[str]) -> str:
    who = ", ".join(name for kind, name in _KINDS if kind in kinds)
    return f"Về việc {_WHAT[draft.award]} cho {who} {draft.phrase}".strip()
