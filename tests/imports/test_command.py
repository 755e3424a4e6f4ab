"""``tdkt import``: exit status, words and JSON."""

import json
from io import StringIO

import pytest
from rich.console import Console

from tdkt.imports.command import run_import
from tdkt.registry.models import Honour
from tests.imports.files import xlsx
from tests.imports.worlds import HONOURS, honour, make_world

pytestmark = pytest.mark.django_db


def run(world, path, **options) -> tuple[int, str]:
    out = StringIO()
    wanted = {"dry_run": False, "as_json": False} | options
    console = Console(file=out, width=200)
    status = run_import("honours", path, authority=world.authority, console=console, **wanted)
    return status, out.getvalue()


def test_a_good_list_is_written(tmp_path):
    world = make_world()
    status, said = run(world, xlsx(tmp_path / "ds.xlsx", [HONOURS, honour()]))
    assert (status, Honour.objects.count()) == (0, 1)
    assert "Thêm 1 · Sửa 0 · Giữ nguyên 0 · Không nhận 0 · Cảnh báo 0" in said
    assert "Đã ghi 1 dòng" in said


def test_a_dry_run_writes_nothing(tmp_path):
    status, said = run(make_world(), xlsx(tmp_path / "ds.xlsx", [HONOURS, honour()]), dry_run=True)
    assert (status, Honour.objects.count(), said.splitlines()[-1]) == (
        0,
        0,
        "Đây là lần kiểm tra thử; chưa ghi dòng nào.",
    )


def test_refused_rows_are_told_as_json_and_exit_1(tmp_path):
    path = xlsx(tmp_path / "ds.xlsx", [HONOURS, honour(day="mai")])
    status, said = run(make_world(), path, as_json=True)
    value = json.loads(said)
    assert (status, value["state"], value["refused"], Honour.objects.count()) == (
        1,
        "khong_nhan",
        1,
        0,
    )
    assert [(r["sheet"], r["cell"], r["value"]) for r in value["refusals"]] == [
        ("Danh sách", "L2", "mai")
    ]


def test_a_file_that_cannot_be_read_exits_2_with_its_reason(tmp_path):
    (tmp_path / "rong.xlsx").write_bytes(b"")
    status, said = run(make_world(), tmp_path / "rong.xlsx")
    assert (status, said) == (
        2,
        "Không nhận tệp. Tệp rỗng (0 byte). Hãy chọn lại đúng tệp danh sách.\n",
    )
    status, said = run(make_world(), tmp_path / "khong-co.xlsx", as_json=True)
    assert (status, json.loads(said)["state"]) == (2, "khong_nhan")
