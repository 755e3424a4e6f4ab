"""Is this a file we can read? Every doubt is settled before a cell is looked at, in words for its owner."""

import zipfile
import zlib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Final

from django.conf import settings

from tdkt.kernel.answers import Refused
from tdkt.kernel.numbers import format_decimal

CHUNK: Final = 1 << 20
# A list of 100,000 rows unpacks to about ten times its size; a bomb to a thousand times.
UNPACKED_LIMIT: Final = 1 << 30  # bytes; a Word document is read as a whole, so it gets less
WORD_LIMIT: Final = 200 << 20  # bytes
UNPACKED_FREE: Final = 100 << 20  # bytes; below this the ratio does not matter
RATIO_LIMIT: Final = 120

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_SAVE_XLSX: Final = (
    "Hãy mở bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (*.xlsx)” rồi tải lên lại."
)
_SAVE_DOCX: Final = (
    "Hãy mở bằng Word, chọn Lưu thành (Save As), kiểu “Word Document (*.docx)” rồi tải lên lại."
)
_MAGIC: Final = (
    (b"%PDF", "tệp PDF"),
    (b"{\\rtf", "văn bản RTF"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"\x89PNG", "ảnh PNG"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"<", "trang HTML hoặc XML"),
)


class FileKind(StrEnum):
    XLSX = "xlsx"
    DOCX = "docx"


@dataclass(frozen=True)
class Package:
    """A file that passed: what it is, and which worksheet parts hold cells with formula errors."""

    path: Path
    kind: FileKind
    parts_with_errors: frozenset[str]


def size_check(size: int) -> None:
    """Raises Refused for an empty file or one over the limit of the settings."""
    if size == 0:
        raise Refused("Tệp rỗng (0 byte). Hãy chọn lại đúng tệp danh sách.")
    limit = settings.TDKT_UPLOAD_LIMIT
    if size > limit:
        raise Refused(
            f"Tệp nặng {_megabytes(size)} MB, quá giới hạn {_megabytes(limit)} MB. "
            "Hãy bỏ ảnh, bỏ các trang không dùng, hoặc chia danh sách thành nhiều tệp."
        )


def file_check(name: str, path: Path) -> Package:
    """What the file is by its content. Raises Refused saying what is wrong and what to do.

    Refused are files that are empty, too big, cut short, protected by a password, carrying macros, of another
    content than their name says, or unpacking to far more than their size.
    """
    size_check(path.stat().st_size)
    suffix = PurePath(name).suffix.lower().lstrip(".")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_OLE):
        raise Refused(_ole_words(path))
    if not head.startswith(_ZIP):
        raise Refused(_renamed(suffix, _content_name(head)))
    try:
        with zipfile.ZipFile(path) as archive:
            kind = _zip_kind(archive, suffix)
            limit = UNPACKED_LIMIT if kind is FileKind.XLSX else WORD_LIMIT
            errors = _unpack(archive, path.stat().st_size, limit)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise Refused(
            "Tệp bị hỏng hoặc tải lên chưa hết nên không mở được. "
            "Hãy mở tệp bằng Excel hoặc Word, lưu lại rồi tải lên lần nữa."
        ) from error
    return Package(path, kind, errors)


def _zip_kind(archive: zipfile.ZipFile, suffix: str) -> FileKind:
    names = {info.filename.lower() for info in archive.infolist()}
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise Refused("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.")
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        save = _SAVE_DOCX if "word/document.xml" in names else _SAVE_XLSX
        raise Refused(f"Tệp có macro nên không được nhận. {save} (dạng không macro)")
    if "xl/workbook.xml" in names:
        found, what = FileKind.XLSX, "bảng tính Excel"
    elif "word/document.xml" in names:
        found, what = FileKind.DOCX, "văn bản Word"
    elif "xl/workbook.bin" in names:
        raise Refused(f"Tệp là bảng tính Excel dạng nhị phân (.xlsb). {_SAVE_XLSX}")
    elif "content.xml" in names:
        raise Refused(f"Tệp là tài liệu OpenDocument (.ods, .odt). {_SAVE_XLSX}")
    else:
        raise Refused(_renamed(suffix, "tệp nén ZIP"))
    if suffix != found:
        raise Refused(
            f"Tên tệp có đuôi “.{suffix}” nhưng nội dung là {what}: tệp đã bị đổi tên. "
            f"Hãy đặt lại đuôi “.{found}” hoặc chọn đúng tệp."
        )
    return found


def _unpack(archive: zipfile.ZipFile, packed: int, limit: int) -> frozenset[str]:
    """Read everything once: sizes must be as declared (else it is a bomb), every checksum must hold."""
    declared = sum(info.file_size for info in archive.infolist())
    if declared > limit or (declared > UNPACKED_FREE and declared > RATIO_LIMIT * packed):
        raise Refused(
            f"Tệp nén {_megabytes(packed)} MB nhưng mở ra tới {_megabytes(declared)} MB: không giống một danh sách. "
            f"Hãy chép riêng bảng danh sách sang tệp mới. {_SAVE_XLSX}"
        )
    with_errors = set()
    for info in archive.infolist():
        is_sheet = info.filename.startswith("xl/worksheets/")
        tail = b""
        with archive.open(info) as part:
            while chunk := part.read(CHUNK):
                if is_sheet and b't="e"' in tail + chunk:
                    with_errors.add(info.filename)
                tail = chunk[-8:]
    return frozenset(with_errors)


def _ole_words(path: Path) -> str:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        return (
            "Tệp có mật khẩu. Hãy mở bằng Excel hoặc Word, vào Tệp (File) → Thông tin (Info) → Bảo vệ (Protect) → "
            "Mã hóa bằng mật khẩu, xóa mật khẩu, lưu lại rồi tải lên lại."
        )
    if "WordDocument".encode("utf-16-le") in content:
        return f"Tệp là văn bản Word đời cũ (.doc). {_SAVE_DOCX}"
    if "Workbook".encode("utf-16-le") in content or "Book".encode("utf-16-le") in content:
        return f"Tệp là bảng tính Excel đời cũ (.xls). {_SAVE_XLSX}"
    return f"Tệp không phải là danh sách Excel hay Word. {_SAVE_XLSX}"


def _content_name(head: bytes) -> str:
    for magic, what in _MAGIC:
        if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(magic):
            return what
    return "dữ liệu không rõ loại" if b"\0" in head else "văn bản thường (.txt, .csv)"


def _renamed(suffix: str, what: str) -> str:
    if suffix in {"xlsx", "docx"}:
        return (
            f"Tên tệp có đuôi “.{suffix}” nhưng nội dung là {what}: tệp đã bị đổi tên hoặc hỏng. "
            "Hãy chọn đúng tệp Excel (.xlsx) hoặc Word (.docx)."
        )
    return f"Tệp là {what}, không nhận được. Chỉ nhận Excel (.xlsx) hoặc Word (.docx). {_SAVE_XLSX}"


def _megabytes(size: int) -> str:
    return format_decimal(Decimal(size) / (1 << 20), 1)
