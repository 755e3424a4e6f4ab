"""Is this installation fit to work? One line a check, each with what to do."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from tdkt.kernel.heads import heads_read
from tdkt.kernel.ledger import ledger_verify
from tdkt.organisations.models import Authority

FREE_SPACE = 1024**3  # bytes under which the doctor warns


@dataclass(frozen=True)
class Finding:
    ok: bool
    what: str
    remedy: str = ""


def examine() -> Iterator[Finding]:
    """Every check in turn; later ones that need the database are left out when it does not answer."""
    home = Path(settings.TDKT_HOME)
    yield Finding(home.is_dir(), f"Thư mục dữ liệu {home}", "Tạo thư mục hoặc đặt TDKT_HOME.")
    free = shutil.disk_usage(home if home.is_dir() else Path.cwd()).free
    yield Finding(
        free >= FREE_SPACE,
        f"Dung lượng trống {free / 1024**3:.1f} GiB".replace(".", ","),
        "Giải phóng dung lượng.",
    )
    problems = run_checks()
    yield Finding(not problems, "Cấu hình", "; ".join(str(p.msg) for p in problems))
    yield Finding(
        finders.find("npm/@tabler/core/dist/css/tabler.min.css") is not None,
        "Tệp giao diện và phông chữ", "Chạy `make env`.",
    )  # fmt: skip
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield Finding(
            ok=False, what=f"Cơ sở dữ liệu không trả lời: {error}", remedy="Kiểm tra DATABASE_URL."
        )
        return
    yield Finding(ok=True, what=f"Cơ sở dữ liệu {connection.vendor}")
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield Finding(not waiting, "Cấu trúc cơ sở dữ liệu", "Chạy `tdkt migrate`.")
    if waiting:
        return
    heads = heads_read(home=home)
    for authority in Authority.objects.order_by("pk"):
        fault = ledger_verify(authority=authority.pk, stored=heads)
        yield Finding(
            fault is None,
            f"Nhật ký của {authority.name}",
            f"{fault.what}. Xem sổ tay vận hành." if fault else "",
        )
