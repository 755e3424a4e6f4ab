"""The yearly report as files: .docx, .pdf, and each annex as .xlsx; used by ``tdkt report build`` and the web."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.utils import timezone

from tdkt.documents.docx import write_docx
from tdkt.documents.paper import Paper
from tdkt.documents.pdf import write_pdf
from tdkt.kernel.heads import heads_save
from tdkt.organisations.models import Authority
from tdkt.statistics.models import Report
from tdkt.statistics.report.annexes import ANNEX_FILES
from tdkt.statistics.report.paper import report_paper
from tdkt.statistics.report.sheets import annex_xlsx

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES: Final = {".docx": DOCX, ".pdf": "application/pdf", ".xlsx": XLSX, ".zip": "application/zip"}
_ZIP_DAY: Final = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the earliest a zip can say; the same report gives the same bytes


def report_of_year(authority: Authority, year: int) -> Report:
    """The authority's report of the year; one not begun is made without being saved."""
    found = (
        Report.objects.filter(authority=authority, year=year).select_related("authority").first()
    )
    return found or Report(authority=authority, year=year)


def report_files(*, authority: Authority, year: int, out: Path, on: date) -> list[Path]:
    """Write the report as it is that day into ``out``; answers with the files, the report first.

    Parts the author has not written say so in place. The ledger's heads are written down beside the records.
    """
    paper = report_paper(report_of_year(authority, year), on)
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name in file_names(year):
        path = out / name
        path.write_bytes(file_bytes(paper, name))
        written.append(path)
    heads_save(home=Path(settings.TDKT_HOME), at=timezone.now())
    return written


def file_names(year: int) -> list[str]:
    """The files of a report, the report itself first."""
    stem = f"bao-cao-tong-ket-{year}"
    return [f"{stem}.docx", f"{stem}.pdf", *(f"{annex.stem}-{year}.xlsx" for annex in ANNEX_FILES)]


def file_bytes(paper: Paper, name: str, *, toc: bool = False) -> bytes:
    """One of the report's files. ``toc`` puts a table of contents into .docx and .pdf.

    Raises: KeyError for a name no report has.
    """
    if name.endswith(".docx"):
        return write_docx(paper, toc=toc)
    if name.endswith(".pdf"):
        return write_pdf(paper, toc=toc)
    number = next((annex.number for annex in ANNEX_FILES if name.startswith(annex.stem)), None)
    found = next((annex for annex in paper.annexes if annex.number == number), None)
    if found is None:
        raise KeyError(name)
    return annex_xlsx(found, issuer=paper.issuer)


def report_zip(paper: Paper, year: int) -> bytes:
    """All files of the report in one."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as pack:
        for name in file_names(year):
            entry = ZipInfo(name, _ZIP_DAY)
            entry.compress_type = ZIP_DEFLATED
            pack.writestr(entry, file_bytes(paper, name))
    return out.getvalue()
