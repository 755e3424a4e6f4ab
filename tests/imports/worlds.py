"""What the tests of imports stand on: a small province, runs in one call, and a count of every table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.apps import apps

from tdkt.accounts.selectors import Reach
from tdkt.imports.batch import Said
from tdkt.imports.models import ImportRun
from tdkt.imports.services import import_check, import_upload, import_write
from tdkt.imports.staging import staged
from tdkt.imports.states import ImportKind
from tdkt.organisations.models import Authority, Organisation, Succession
from tdkt.organisations.states import OrganisationKind, SuccessionKind
from tdkt.registry.models import PostGroupRule
from tests.factories import AT, make_authority, make_office, make_organisation, reach_of
from tests.imports.files import xlsx

HONOURS = ("TT", "Họ và tên", "Loại đối tượng", "Danh xưng", "Chức vụ", "Đơn vị", "Ngày sinh", "Danh hiệu", "Loại hình",
           "Năm", "Số quyết định", "Ngày quyết định", "Cơ quan ban hành")  # fmt: skip
ISSUER = "Ủy ban nhân dân tỉnh Lai Châu"


@dataclass
class World:
    """A province with a department, a commune of before and after 01/7/2025, and its standing officer."""

    authority: Authority
    officer: Reach
    department: Organisation
    old_commune: Organisation
    new_commune: Organisation


def make_world() -> World:
    authority = make_authority()
    department = make_organisation(authority, "Sở Nội vụ")
    old = make_organisation(
        authority, "Xã Phúc Than", kind=OrganisationKind.COMMUNE, valid_to=date(2025, 6, 30)
    )
    new = make_organisation(
        authority, "Xã Mường Than", kind=OrganisationKind.COMMUNE, valid_from=date(2025, 7, 1)
    )
    Succession.objects.create(
        predecessor=old, successor=new, kind=SuccessionKind.MERGED, on=date(2025, 7, 1)
    )
    PostGroupRule.objects.create(
        authority=authority, position=1, starts_with="Giáo viên", group="truc_tiep"
    )
    PostGroupRule.objects.create(
        authority=authority, position=2, starts_with="Giám đốc", group="lanh_dao_so"
    )
    officer = reach_of(make_office(authority))
    return World(authority, officer, department, old, new)


def honour(name: Any = "Lò Thị Mẫu", **values: Any) -> list[Any]:
    """A row of ``HONOURS``; keys are tt, kind, address, post, unit, birth, award, method, year, number, day, issuer."""
    row = {
        "tt": None, "name": name, "kind": "Cá nhân", "address": "Bà", "post": "Giáo viên", "unit": "Sở Nội vụ", "birth": "",
        "award": "Bằng khen của Chủ tịch UBND tỉnh", "method": "Thường xuyên", "year": "2022",
        "number": "1234/QĐ-UBND", "day": "15/12/2022", "issuer": ISSUER,
    }  # fmt: skip
    assert values.keys() <= row.keys()
    return list((row | values).values())


def upload(
    world: World,
    path: Path,
    kind: ImportKind = ImportKind.HONOURS,
    common: dict[str, str] | None = None,
) -> ImportRun:
    return import_upload(
        actor=world.officer, kind=kind, name=path.name, content=BytesIO(path.read_bytes()), at=AT, common=common
    )  # fmt: skip


def check(
    world: World,
    path: Path,
    kind: ImportKind = ImportKind.HONOURS,
    common: dict[str, str] | None = None,
) -> ImportRun:
    run = upload(world, path, kind, common)
    return import_check(actor=world.officer, run_id=run.pk, at=AT)


def check_rows(
    world: World, tmp_path: Path, rows: Sequence[Sequence[Any]], headers: Sequence[str] = HONOURS,
    kind: ImportKind = ImportKind.HONOURS,
) -> ImportRun:  # fmt: skip
    return check(world, xlsx(tmp_path / "danh-sach.xlsx", [headers, *rows]), kind)


def write(world: World, run: ImportRun) -> ImportRun:
    return import_write(actor=world.officer, run_id=run.pk, at=AT)


def refusals(run: ImportRun) -> list[tuple[str, str]]:
    """Cell and reason of every refusal, in the file's order."""
    return [
        (said.cell, said.reason) for said in (Said(*row) for row in staged(run.code, "refusals"))
    ]


def warnings(run: ImportRun) -> list[tuple[str, str]]:
    return [
        (said.cell, said.reason) for said in (Said(*row) for row in staged(run.code, "warnings"))
    ]


def rows_of_every_table(*, without: tuple[type[Any], ...] = (ImportRun,)) -> dict[str, int]:
    """How many rows each table has; runs themselves are no records."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model not in without
    }
