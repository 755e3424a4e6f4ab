"""Small registers of 2022 drawn from the records: which bodies were inspected, who was a role model. Invented."""

import random
from datetime import date
from typing import Final

from tdkt.demo import facts
from tdkt.demo.filling import Filled
from tdkt.demo.records import Inspection, RoleModel
from tdkt.demo.tree import Tree

_DAY: Final = date(2022, 6, 1)
_ROLE_MODELS: Final = 30
_FIELDS: Final = {
    "huyen_xa": "Xây dựng nông thôn mới, giảm nghèo", "giao_duc": "Giáo dục và đào tạo", "so_nganh": "Công vụ, y tế, văn hóa",
    "vu_trang": "Quốc phòng, an ninh", "doanh_nghiep": "Sản xuất, kinh doanh", "trung_uong": "Công vụ",
}  # fmt: skip


def inspections(tree: Tree, rng: random.Random) -> tuple[Inspection, ...]:
    """As many lines as the report counts: 5 departments, 8 education offices, 52 schools."""
    kinds = {
        "so_nganh": [key for key, body in tree.organisations.items() if body.kind == "so" and tree.usable(key, _DAY)],
        "phong_gddt": [key for key in tree.organisations if key.startswith("pgd-") and tree.usable(key, _DAY)],
        "truong": [key for key in tree.organisations if key.startswith("t-") and tree.usable(key, _DAY)],
    }  # fmt: skip
    found = []
    for fact in facts.inspections():
        chosen = sorted(
            rng.sample(kinds[fact.kind], fact.count),
            key=lambda key: tree.organisations[key].protocol_order,
        )
        for at, key in enumerate(chosen, 1):
            found.append(
                Inspection(
                    f"{fact.key}-{at:02d}", fact.kind, key, tree.organisations[key].name, fact.led_by, fact.with_body,
                    fact.plan, fact.source,
                )
            )  # fmt: skip
    return tuple(found)


def role_models(lines: list[Filled], rng: random.Random) -> tuple[RoleModel, ...]:
    """Thirty of those honoured in 2022 in a movement, each once."""
    by_recipient = {
        line.recipient: line
        for line in lines
        if line.decided_on.year == facts.YEAR and line.movement and line.kind in {"ca_nhan", "tap_the"} and line.sender in _FIELDS
    }  # fmt: skip
    chosen = rng.sample(sorted(by_recipient), _ROLE_MODELS)
    found = []
    for at, key in enumerate(sorted(chosen), 1):
        line = by_recipient[key]
        found.append(
            RoleModel(
                f"DH-{at:02d}", key, line.name, line.unit_text, _FIELDS[line.sender], line.movement
            )
        )
    return tuple(found)
