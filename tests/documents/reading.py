"""What the tests read papers back with: the zip and XML of a .docx, the pages of a PDF, LibreOffice."""

import io
import re
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import pypdf
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LETTERS = "".join(
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
) + "đĐ₫"  # fmt: skip


def parts(docx: bytes) -> dict[str, bytes]:
    """Every part of the zip by name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def tree(docx: bytes, part: str = "word/document.xml") -> etree._Element:
    """One part, parsed."""
    return etree.fromstring(parts(docx)[part])


def text_of(element: etree._Element) -> str:
    """The words of an element; a line break is a newline."""
    return "".join(
        "\n" if node.tag == f"{W}br" else node.text or ""
        for node in element.iter(f"{W}t", f"{W}br")
    )


def pages(pdf: bytes) -> list[str]:
    """The text of every page, runs of white space as one space."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return [re.sub(r"\s+", " ", page.extract_text()).strip() for page in reader.pages]


def fonts(pdf: bytes) -> set[str]:
    """The names of the fonts embedded in a PDF, without the prefix of the subset."""
    found = set()
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"].get_object().get("/Font", {}).values():
            found.add(font.get_object()["/BaseFont"].split("+")[-1])
    return found


def office_pdf(docx: bytes, folder: Path) -> bytes:
    """The .docx as LibreOffice prints it."""
    source = folder / "paper.docx"
    source.write_bytes(docx)
    subprocess.run(
        [
            "soffice",
            "--headless",
            "-env:UserInstallation=file:///tmp/lo_documents",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            source,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return source.with_suffix(".pdf").read_bytes()
