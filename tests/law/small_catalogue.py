"""A small sound catalogue in a folder, and ways to break it."""

from pathlib import Path

from tdkt_law.catalogue.check import problems
from tdkt_law.catalogue.reader import Problem

FILES = {
    "instruments.yaml": """
- {id: luat_cu, kind: luat, number: 1/2003, cited_as: Luật 1/2003, title: Luật cũ, issuer: Quốc hội, start: 2004-07-01, end: 2023-12-31,
   replaces: [], amends: [], has_text: true, confidence: verified, note: ""}
- {id: luat_moi, kind: luat, number: 6/2022, cited_as: Luật 6/2022, title: Luật mới, issuer: Quốc hội, start: 2024-01-01,
   replaces: [luat_cu], amends: [], has_text: true, confidence: verified, note: ""}
""",
    "regimes.yaml": """
- {id: cu, name: Luật cũ, start: 2014-06-01, instruments: [luat_cu], presumes: false, caveat: Luật cũ, transitions: []}
- id: moi
  name: Luật mới
  start: 2024-01-01
  instruments: [luat_moi]
  presumes: false
  caveat: Luật mới
  transitions:
  - {day: 2024-01-01, rule: not_found, source: [luat_moi, Điều 95], confidence: not_found, text: Chưa có văn bản}
""",
    "readings.yaml": """
- id: nam_thu_ba
  question: Năm đang xét có là lần thứ ba không?
  source: [luat_moi, Điều 22]
  default: co
  options: [{id: co, text: Có, said_by: Bộ}, {id: khong, text: Không, said_by: Câu chữ}]
""",
    "settings.yaml": """
- {id: rounding, label: Làm tròn, kind: choice, choices: [up, nearest], default: up, source: [luat_moi, Điều 1], confidence: analyst}
""",
    "province.yaml": "- {awards: [ldtt], start: 2024-01-01, source: [luat_moi, Điều 24 khoản 4]}\n",
    "topics.yaml": """
who: {tinh: Tỉnh}
topics:
  quota:
    label: Tỷ lệ
    about: awards
    grounds: false
    province: [{awards: [ldtt], start: 2024-01-01, source: [luat_moi, Điều 24]}]
    keys:
      capped: {type: boolean, required: true, label: Có giới hạn}
      percent: {type: decimal, label: Tỷ lệ}
""",
    "values/quota.yaml": """
- {awards: [ldtt], start: 2014-06-01, end: 2023-12-31, value: {capped: true, percent: "0.5"}, source: [luat_cu, Điều 1], confidence: verified, checked_on: 2026-11-22}
- {awards: [ldtt], start: 2024-01-01, value: {capped: false}, source: [luat_moi, Điều 1], confidence: verified, checked_on: 2026-11-22}
""",
    "criteria/shared.yaml": "- {id: chap_hanh_tot, attested: {}, text: Chấp hành tốt}\n",
    "criteria/general.yaml": """
- grounds: [danh_hieu]
  start: 2014-06-01
  source: [luat_moi, Điều 4]
  confidence: verified
  when: {id: khong_bi_xem_xet, not_pending: {}, text: Không đang bị xem xét}
""",
    "criteria/titles.yaml": """
- award: ldtt
  tracks:
  - id: hang_nam
    name: Hằng năm
    ground: danh_hieu
    recipients: [ca_nhan]
    regular: true
    versions:
    - start: 2014-06-01
      source: [luat_cu, Điều 24]
      confidence: verified
      checked_on: 2026-11-22
      when:
        all:
        - {id: hoan_thanh, rated: {at_least: HTT, years: 1, within: year}, text: Hoàn thành tốt}
        - {shared: chap_hanh_tot}
    - {start: 2024-01-01, source: [luat_moi, Điều 24], confidence: verified, checked_on: 2026-11-22, when: same}
- award: cstd_co_so
  tracks:
  - id: hang_nam
    name: Hằng năm
    ground: danh_hieu
    recipients: [ca_nhan]
    regular: true
    versions:
    - {start: 2014-06-01, source: [luat_cu, Điều 23], confidence: not_found, checked_on: 2026-11-22, note: Chưa có văn bản, when: unknown}
    - start: 2024-01-01
      source: [luat_moi, Điều 23]
      confidence: verified
      checked_on: 2026-11-22
      when:
        reading: nam_thu_ba
        options:
          co: {id: du_ldtt, meets: ldtt, text: Đạt Lao động tiên tiến}
          khong: {id: sang_kien, initiative: {scope: co_so, count: 1, within: year}, text: Có sáng kiến}
""",
}


def write(root: Path, **changed: str) -> Path:
    """Write the sound catalogue; ``changed`` replaces whole files, named with _ for / and without .yaml."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(exist_ok=True, parents=True)
        key = name.removesuffix(".yaml").replace("/", "_")
        path.write_text(changed.get(key, text), encoding="utf-8")
    return root


def broken(root: Path, name: str, old: str, new: str) -> list[Problem]:
    """The problems of the sound catalogue with one text of one file replaced, which must stand there once."""
    write(root)
    text = FILES[name]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    (root / name).write_text(text.replace(old, new), encoding="utf-8")
    return problems(root)


def said(found: list[Problem]) -> list[tuple[str, str, str, str]]:
    """(file, key, day, text) of each problem, for comparison."""
    return [(one.file, one.key, str(one.day or ""), one.text) for one in found]
