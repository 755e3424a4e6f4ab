"""``tdkt forms build``: the official forms of a year as .xlsx files."""

from datetime import date
from pathlib import Path

from tdkt.accounts.selectors import system_reach
from tdkt.organisations.models import Authority
from tdkt.statistics.forms.excel import form_workbook
from tdkt.statistics.forms.fill import fill
from tdkt.statistics.forms.registry import FORM_KEYS


def form_files(*, authority: Authority, year: int, out: Path, on: date) -> list[Path]:
    """Write every form of the year into ``out`` (made when missing) and return the files, in the forms' order."""
    out.mkdir(parents=True, exist_ok=True)
    reach = system_reach(authority, on=on)
    files = []
    for key in FORM_KEYS:
        target = out / file_name(key, year)
        target.write_bytes(form_workbook(fill(key, reach, year), authority))
        files.append(target)
    return files


def file_name(key: str, year: int) -> str:
    """How the form's file is called, without diacritics.

    >>> file_name("0603", 2022), file_name("bieu-01", 2022)
    ('bieu-0603-2022.xlsx', 'bieu-01-2022.xlsx')
    """
    return f"bieu-{key.removeprefix('bieu-')}-{year}.xlsx"
