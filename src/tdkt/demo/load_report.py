"""The demo year's report: begun, its author's words saved through the same services as the screens use."""

from datetime import datetime
from importlib.resources import files

import yaml

from tdkt.accounts.selectors import Reach
from tdkt.statistics.models import Report
from tdkt.statistics.report.services import report_create, report_text_save

YEAR = 2022
TEXTS = "data/report-2022"


def report_texts_2022() -> dict[str, str]:
    """The author's words of the demo year by the path of their section; one file a section."""
    folder = files("tdkt.demo").joinpath(TEXTS)
    return {
        file.name.removesuffix(".md"): file.read_text(encoding="utf-8").strip()
        for file in sorted(folder.iterdir(), key=lambda each: each.name)
        if file.name.endswith(".md")
    }


def report_load(*, actor: Reach, at: datetime) -> Report:
    """Begin the report of 2022 and save its texts; the office-holder who would sign is invented."""
    sign = yaml.safe_load(files("tdkt.demo").joinpath("data/signature.yaml").read_text("utf-8"))
    report = report_create(
        actor=actor, year=YEAR, at=at, symbol=sign["symbol"], signer_name=sign["name"],
        signer_line="|".join((sign["on_behalf"], sign["authority"], sign["position"])),
        recipients="\n".join(_recipient(each) for each in sign["recipients"]),
    )  # fmt: skip
    for section, body in report_texts_2022().items():
        report_text_save(
            actor=actor, report_id=report.pk, section=section, body=body, version=0, at=at
        )
    return report


def _recipient(line: dict[str, str]) -> str:
    """ "Thường trực Tỉnh ủy (b/c)", "Lưu: VT, TH3"."""
    if "archive" in line:
        return f"{line['to']}: {line['archive']}"
    return f"{line['to']} ({line['purpose'].lower()})" if "purpose" in line else line["to"]
