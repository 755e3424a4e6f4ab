"""A file that cannot be taken is refused in words, and nothing of it is kept."""

import shutil
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

from tdkt.imports.models import ImportRun
from tdkt.kernel.answers import Refused
from tests.imports.files import docx, xlsx
from tests.imports.worlds import HONOURS, honour, make_world, rows_of_every_table, upload

pytestmark = pytest.mark.django_db
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def world():
    return make_world()


def refused_without_a_trace(world, path: Path) -> str:
    shutil.rmtree(settings.MEDIA_ROOT / "imports", ignore_errors=True)
    before = rows_of_every_table(without=())
    with pytest.raises(Refused) as refused:
        upload(world, path)
    assert rows_of_every_table(without=()) == before
    assert list((settings.MEDIA_ROOT / "imports").glob("*")) == []
    return refused.value.reason


def file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def good(tmp_path: Path) -> Path:
    return xlsx(tmp_path / "tot.xlsx", [HONOURS, honour()])


def test_an_empty_file_is_refused(world, tmp_path):
    assert refused_without_a_trace(world, file(tmp_path / "rong.xlsx", b"")) == (
        "Tệp rỗng (0 byte). Hãy chọn lại đúng tệp danh sách."
    )


def test_a_truncated_file_is_refused(world, tmp_path):
    content = good(tmp_path).read_bytes()
    cut = file(tmp_path / "cut.xlsx", content[: len(content) // 2])
    assert refused_without_a_trace(world, cut) == (
        "Tệp bị hỏng hoặc tải lên chưa hết nên không mở được. "
        "Hãy mở tệp bằng Excel hoặc Word, lưu lại rồi tải lên lần nữa."
    )


def test_a_file_damaged_in_its_middle_is_refused(world, tmp_path):
    content = bytearray(good(tmp_path).read_bytes())
    with zipfile.ZipFile(tmp_path / "tot.xlsx") as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    middle = sheet.header_offset + 60 + sheet.compress_size // 2
    content[middle : middle + 20] = bytes(20)
    assert refused_without_a_trace(world, file(tmp_path / "hong.xlsx", bytes(content))).startswith(
        "Tệp bị hỏng hoặc tải lên chưa hết"
    )


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n%", "tệp PDF"),
        ("TT;Họ và tên\n1;Lò Thị Mẫu\n".encode(), "văn bản thường (.txt, .csv)"),
        (b"<html><table>", "trang HTML hoặc XML"),
        (b"\xff\xd8\xff\xe0", "ảnh JPEG"),
    ],
)
def test_a_renamed_file_is_refused_by_its_content(world, tmp_path, content, what):
    assert refused_without_a_trace(world, file(tmp_path / "danh-sach.xlsx", content)) == (
        f"Tên tệp có đuôi “.xlsx” nhưng nội dung là {what}: tệp đã bị đổi tên hoặc hỏng. "
        "Hãy chọn đúng tệp Excel (.xlsx) hoặc Word (.docx)."
    )


def test_a_word_file_named_xlsx_is_refused(world, tmp_path):
    docx(tmp_path / "that.docx", [HONOURS])
    renamed = file(tmp_path / "gia.xlsx", (tmp_path / "that.docx").read_bytes())
    assert refused_without_a_trace(world, renamed) == (
        "Tên tệp có đuôi “.xlsx” nhưng nội dung là văn bản Word: tệp đã bị đổi tên. "
        "Hãy đặt lại đuôi “.docx” hoặc chọn đúng tệp."
    )


def test_a_password_protected_file_is_refused(world, tmp_path):
    content = OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(96)
    assert refused_without_a_trace(world, file(tmp_path / "khoa.xlsx", content)).startswith(
        "Tệp có mật khẩu. Hãy mở bằng Excel hoặc Word"
    )


def test_a_file_of_the_old_formats_is_refused_with_the_way_out(world, tmp_path):
    content = OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(96)
    assert refused_without_a_trace(world, file(tmp_path / "cu.xls", content)) == (
        "Tệp là bảng tính Excel đời cũ (.xls). "
        "Hãy mở bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (*.xlsx)” rồi tải lên lại."
    )


def test_a_macro_bearing_file_is_refused(world, tmp_path):
    path = good(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert refused_without_a_trace(world, path) == (
        "Tệp có macro nên không được nhận. Hãy mở bằng Excel, chọn Lưu thành (Save As), "
        "kiểu “Excel Workbook (*.xlsx)” rồi tải lên lại. (dạng không macro)"
    )


def test_a_file_of_100_megabytes_is_refused(world, tmp_path):
    path = tmp_path / "to.xlsx"
    with path.open("wb") as out:
        out.truncate(100 << 20)
    limit = settings.TDKT_UPLOAD_LIMIT >> 20
    assert refused_without_a_trace(world, path).endswith(
        f"MB, quá giới hạn {limit},0 MB. Hãy bỏ ảnh, bỏ các trang không dùng, hoặc chia danh sách thành nhiều tệp."
    )


def test_a_zip_bomb_is_refused_before_it_is_unpacked(world, tmp_path):
    path = good(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bin", bytes(150 << 20))
    assert "mở ra tới 150,0 MB: không giống một danh sách." in refused_without_a_trace(world, path)


def test_a_zip_that_lies_about_its_size_is_refused(world, tmp_path):
    path = good(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bin", bytes(150 << 20))
    content = path.read_bytes().replace(
        (150 << 20).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    )
    assert refused_without_a_trace(world, file(tmp_path / "doi.xlsx", content)).startswith(
        "Tệp bị hỏng"
    )


def test_the_good_file_beside_them_is_taken(world, tmp_path):
    run = upload(world, good(tmp_path))
    assert list(ImportRun.objects.values_list("code", "file_name", "state")) == [
        (run.code, "tot.xlsx", "da_tai_len")
    ]
