"""``tdkt demo``: the database, Lai Châu 2022, the report, the web; a second run reuses what is there."""

import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from rich.console import Console
from rich.panel import Panel

from tdkt.demo.accounts import DEMO_PASSWORD, demo_accounts
from tdkt.demo.load import demo_load
from tdkt.organisations.models import Authority
from tdkt.runtime.serve import free_port, serve
from tdkt.statistics.form_files import form_files
from tdkt.statistics.report.files import report_files

YEAR = 2022
HOST = "127.0.0.1"


class DemoRefused(Exception):
    """The demo may not touch this database; the message says why."""


def run_demo(*, console: Console, serve_web: bool, reset: bool, port: int) -> int:
    """Build what is missing and serve in the foreground; returns the exit status."""
    home = Path(settings.TDKT_HOME)
    if reset:
        _forget(home)
    call_command("migrate", verbosity=0, interactive=False)
    authority = _marked_authority()
    if authority is None:
        started = time.monotonic()
        with console.status("Đang dựng dữ liệu minh họa tỉnh Lai Châu …"):
            authority = demo_load(at=timezone.now())
        seconds = f"{time.monotonic() - started:.0f}"
        console.print(f"Đã dựng dữ liệu minh họa trong {seconds} giây.", highlight=False)
    else:
        console.print(
            "Dùng lại dữ liệu minh họa đã có (thêm --reset để dựng lại).", highlight=False
        )

    folder = home / "bao-cao"
    today = timezone.localdate()
    with console.status("Đang viết báo cáo và các biểu …"):
        files = [
            *report_files(authority=authority, year=YEAR, out=folder, on=today),
            *form_files(authority=authority, year=YEAR, out=folder / "bieu", on=today),
        ]
    console.print(f"Báo cáo tổng kết năm {YEAR}:", highlight=False)
    for file in files:
        console.print(f"  {file}", highlight=False, soft_wrap=True)
    console.print(_sign_in_data())
    if not serve_web:
        return 0
    taken = free_port(HOST, port)
    if taken != port:
        console.print(f"Cổng {port} đang được dùng; dùng cổng {taken}.", highlight=False)
    return serve(
        host=HOST,
        port=taken,
        on_ready=lambda url: console.print(
            f"\n[bold]TĐKT đang chạy tại {url}[/bold] (Ctrl+C để dừng)", highlight=False
        ),
    )


def _marked_authority() -> Authority | None:
    """The demo's authority; None on an empty database. Raises DemoRefused when there are other records."""
    marked = Authority.objects.filter(is_demo=True).first()
    if marked is None and Authority.objects.exists():
        raise DemoRefused(
            "Cơ sở dữ liệu này có dữ liệu thật (không mang dấu minh họa). "
            "Hãy chạy `tdkt demo --dir THƯ_MỤC_KHÁC`."
        )
    return marked


def _forget(home: Path) -> None:
    """Drop the demo's records and files. Refuses a database that is not the demo's."""
    if "organisations_authority" in connection.introspection.table_names():
        _marked_authority()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    else:
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{suffix}").unlink(missing_ok=True)
    for part in ("bao-cao", "files"):
        shutil.rmtree(home / part, ignore_errors=True)
    (home / "ledger-heads").unlink(missing_ok=True)


def _sign_in_data() -> Panel:
    lines = [f"{account.username:<14} {account.title}" for account in demo_accounts()]
    text = "\n".join([*lines, "", f"Mật khẩu của mọi tài khoản minh họa: {DEMO_PASSWORD}"])
    return Panel(text, title="Tài khoản dùng thử", expand=False)
