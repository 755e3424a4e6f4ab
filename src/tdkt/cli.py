"""The ``tdkt`` command: everything an office's administrator does outside the browser."""

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tdkt.law_cli import law_app

app = typer.Typer(
    name="tdkt",
    help="Thi đua, khen thưởng của một tỉnh.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
report_app = typer.Typer(help="Báo cáo tổng kết năm.", no_args_is_help=True)
forms_app = typer.Typer(help="Biểu thống kê chính thức.", no_args_is_help=True)
ledger_app = typer.Typer(help="Nhật ký không sửa được.", no_args_is_help=True)
app.add_typer(report_app, name="report")
app.add_typer(forms_app, name="forms")
app.add_typer(ledger_app, name="ledger")
app.add_typer(law_app, name="law")

out = Console()
err = Console(stderr=True)


class Kind(StrEnum):
    """The lists that can be imported."""

    organisations = "organisations"
    people = "people"
    honours = "honours"
    documents = "documents"
    indicators = "indicators"
    ratings = "ratings"
    initiatives = "initiatives"
    disciplines = "disciplines"
    posts = "posts"
    collectives = "collectives"


AuthorityOption = Annotated[
    str, typer.Option("--authority", help="Mã tỉnh, khi cài đặt có nhiều tỉnh.")
]
Out = Annotated[Path, typer.Option("--out", help="Thư mục ghi kết quả.")]


def django_ready() -> None:
    """Load the settings; called by every command, after it has set its environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tdkt.config.settings")
    import django  # noqa: PLC0415 -- needs settings
    from django.conf import settings  # noqa: PLC0415 -- needs settings

    from tdkt.runtime.serve import home_ready  # noqa: PLC0415 -- needs settings

    home_ready(Path(settings.TDKT_HOME))
    django.setup()


def fail(message: str) -> typer.Exit:
    err.print(message, style="red", highlight=False)
    return typer.Exit(1)


def authority_named(code: str):  # type: ignore[no-untyped-def]
    """The authority asked for, or the only one. Ends the command with a message otherwise."""
    from tdkt.organisations.models import Authority  # noqa: PLC0415 -- needs settings

    found = list(
        Authority.objects.filter(code=code) if code else Authority.objects.order_by("pk")[:2]
    )
    if not found:
        raise fail(
            f"Không có tỉnh nào mang mã “{code}”."
            if code
            else "Chưa có tỉnh nào: chạy `tdkt demo` hoặc `tdkt setup`."
        )
    if len(found) > 1:
        raise fail("Cài đặt này có nhiều tỉnh: thêm --authority MÃ.")
    return found[0]


@app.command()
def demo(
    directory: Annotated[
        Path | None, typer.Option("--dir", help="Thư mục dữ liệu của lần chạy này.")
    ] = None,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Mở máy chủ web.")] = True,
    reset: Annotated[
        bool, typer.Option("--reset", help="Xóa dữ liệu minh họa và dựng lại.")
    ] = False,
    port: Annotated[int, typer.Option(help="Cổng muốn dùng.")] = 8000,
) -> None:
    """Lai Châu 2022 với dữ liệu minh họa: dựng cơ sở dữ liệu, viết báo cáo, mở web."""
    if directory is not None:
        os.environ["TDKT_HOME"] = str(directory.resolve())
    os.environ["TDKT_DEV"] = "true"
    django_ready()
    from tdkt.demo.run import DemoRefused, run_demo  # noqa: PLC0415 -- needs settings

    try:
        status = run_demo(console=out, serve_web=serve, reset=reset, port=port)
    except DemoRefused as refused:
        raise fail(str(refused)) from None
    raise typer.Exit(status)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Địa chỉ lắng nghe.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Cổng.")] = 8000,
    workers: Annotated[int, typer.Option(help="Số tiến trình web.")] = 2,
    worker: Annotated[
        bool, typer.Option("--worker/--no-worker", help="Kèm một tiến trình xử lý việc nền.")
    ] = True,
) -> None:
    """Mở máy chủ web (và một tiến trình xử lý việc nền)."""
    django_ready()
    from tdkt.runtime import serve as web  # noqa: PLC0415 -- needs settings

    taken = web.free_port(host, port)
    if taken != port:
        out.print(f"Cổng {port} đang được dùng; dùng cổng {taken}.")
    raise typer.Exit(
        web.serve(
            host=host,
            port=taken,
            workers=workers,
            with_worker=worker,
            on_ready=lambda url: out.print(f"TĐKT: {url}"),
        )
    )


@app.command()
def worker() -> None:
    """Xử lý việc nền từ hàng đợi trong cơ sở dữ liệu."""
    django_ready()
    from django.core.management import call_command  # noqa: PLC0415 -- needs settings

    call_command("db_worker")


@app.command()
def migrate() -> None:
    """Cập nhật cấu trúc cơ sở dữ liệu."""
    django_ready()
    from django.core.management import call_command  # noqa: PLC0415 -- needs settings

    call_command("migrate", verbosity=1, interactive=False)


@app.command()
def setup(
    code: Annotated[str, typer.Option(prompt="Mã tỉnh (chữ thường, không dấu, ví dụ lai-chau)")],
    name: Annotated[str, typer.Option(prompt="Tên tỉnh (ví dụ tỉnh Lai Châu)")],
    place: Annotated[str, typer.Option(prompt="Địa danh trên văn bản (ví dụ Lai Châu)")],
    username: Annotated[str, typer.Option(prompt="Tên đăng nhập của quản trị viên")],
    full_name: Annotated[str, typer.Option(prompt="Họ và tên quản trị viên")],
    password: Annotated[
        str, typer.Option(prompt="Mật khẩu", hide_input=True, confirmation_prompt=True)
    ],
) -> None:
    """Lập tỉnh và tài khoản quản trị đầu tiên trên một cài đặt mới."""
    django_ready()
    from django.core.exceptions import ValidationError  # noqa: PLC0415 -- needs settings
    from django.utils import timezone  # noqa: PLC0415 -- needs settings

    from tdkt.accounts.services import authority_set_up  # noqa: PLC0415 -- needs settings

    try:
        authority_set_up(
            code=code, name=name, place=place, username=username, full_name=full_name, password=password,
            at=timezone.now(),
        )  # fmt: skip
    except ValidationError as error:
        raise fail("\n".join(error.messages)) from None
    out.print(f"Đã lập {name}. Mở `tdkt serve` và đăng nhập bằng “{username}”.", highlight=False)


@app.command()
def password(
    username: Annotated[str, typer.Argument(help="Tên đăng nhập.")],
    new: Annotated[
        str, typer.Option(prompt="Mật khẩu mới", hide_input=True, confirmation_prompt=True)
    ],
    authority: AuthorityOption = "",
) -> None:
    """Đặt lại mật khẩu và mở khóa một tài khoản."""
    django_ready()
    from axes.utils import reset  # noqa: PLC0415 -- needs settings
    from django.core.exceptions import ValidationError  # noqa: PLC0415 -- needs settings
    from django.utils import timezone  # noqa: PLC0415 -- needs settings

    from tdkt.accounts.models import User  # noqa: PLC0415 -- needs settings
    from tdkt.accounts.selectors import system_reach  # noqa: PLC0415 -- needs settings
    from tdkt.accounts.services import password_set  # noqa: PLC0415 -- needs settings

    user = User.objects.filter(username=username).first()
    if user is None:
        raise fail(f"Không có tài khoản “{username}”.")
    system = system_reach(authority_named(authority), on=timezone.localdate())
    try:
        password_set(actor=system, user=user, password=new, at=timezone.now())
    except ValidationError as error:
        raise fail("\n".join(error.messages)) from None
    reset(username=username)
    out.print(f"Đã đặt lại mật khẩu của “{username}” và mở khóa.", highlight=False)


@app.command()
def doctor() -> None:
    """Kiểm tra cài đặt; mỗi dòng một việc, kèm cách xử lý."""
    django_ready()
    from tdkt.runtime.doctor import examine  # noqa: PLC0415 -- needs settings

    bad = 0
    for finding in examine():
        bad += not finding.ok
        out.print(
            f"{'✓' if finding.ok else '✕'} {finding.what}",
            style=None if finding.ok else "red",
            highlight=False,
        )
        if not finding.ok and finding.remedy:
            out.print(f"  → {finding.remedy}", highlight=False)
    raise typer.Exit(1 if bad else 0)


@app.command("import")
def import_list(
    kind: Annotated[Kind, typer.Argument(help="Loại danh sách.")],
    file: Annotated[Path, typer.Argument(help="Tệp .xlsx hoặc .docx.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ kiểm tra, không ghi.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON.")] = False,
    authority: AuthorityOption = "",
) -> None:
    """Nhập một danh sách Excel hoặc Word: kiểm tra hết, ghi tất cả hoặc không ghi gì."""
    django_ready()
    from tdkt.imports.command import run_import  # noqa: PLC0415 -- needs settings

    raise typer.Exit(
        run_import(
            kind.value,
            file,
            authority=authority_named(authority),
            dry_run=dry_run,
            as_json=as_json,
            console=out,
        )
    )


@report_app.command("build")
def report_build(year: int, out_dir: Out = Path(), authority: AuthorityOption = "") -> None:
    """Báo cáo tổng kết năm: .docx, .pdf và các phụ lục .xlsx."""
    django_ready()
    from django.utils import timezone  # noqa: PLC0415 -- needs settings

    from tdkt.statistics.report.files import report_files  # noqa: PLC0415 -- needs settings

    for file in report_files(
        authority=authority_named(authority), year=year, out=out_dir, on=timezone.localdate()
    ):
        out.print(str(file), highlight=False, soft_wrap=True)


@forms_app.command("build")
def forms_build(year: int, out_dir: Out = Path(), authority: AuthorityOption = "") -> None:
    """Các biểu thống kê chính thức của năm, dạng .xlsx."""
    django_ready()
    from django.utils import timezone  # noqa: PLC0415 -- needs settings

    from tdkt.statistics.form_files import form_files  # noqa: PLC0415 -- needs settings

    for file in form_files(
        authority=authority_named(authority), year=year, out=out_dir, on=timezone.localdate()
    ):
        out.print(str(file), highlight=False, soft_wrap=True)


@ledger_app.command("verify")
def ledger_verify_command(
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON.")] = False,
) -> None:
    """Kiểm tra nhật ký của mọi tỉnh; nêu dòng hỏng đầu tiên."""
    django_ready()
    from django.conf import settings  # noqa: PLC0415 -- needs settings
    from django.utils import timezone  # noqa: PLC0415 -- needs settings

    from tdkt.kernel.heads import heads_read, heads_save  # noqa: PLC0415 -- needs settings
    from tdkt.kernel.ledger import ledger_verify  # noqa: PLC0415 -- needs settings
    from tdkt.organisations.models import Authority  # noqa: PLC0415 -- needs settings
    from tdkt.statistics.report.selectors import issued_heads  # noqa: PLC0415 -- needs settings

    home = Path(settings.TDKT_HOME)
    stored = [*heads_read(home=home), *issued_heads()]
    faults = [
        fault
        for authority in Authority.objects.order_by("pk")
        if (fault := ledger_verify(authority=authority.pk, stored=stored))
    ]
    if as_json:
        out.print_json(
            json.dumps([{"authority": f.authority, "seq": f.seq, "what": f.what} for f in faults])
        )
    for fault in faults if not as_json else []:
        err.print(
            f"✕ Nhật ký của tỉnh số {fault.authority}: {fault.what}.", style="red", highlight=False
        )
    if faults:
        raise typer.Exit(1)
    heads_save(home=home, at=timezone.now())
    if not as_json:
        out.print("✓ Nhật ký nguyên vẹn.")


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="Tệp sao lưu sẽ ghi.")]) -> None:
    """Sao lưu cơ sở dữ liệu và tệp vào một tệp; không kèm khóa."""
    django_ready()
    from django.utils import timezone  # noqa: PLC0415 -- needs settings

    from tdkt.runtime import backup as archive  # noqa: PLC0415 -- needs settings

    try:
        archive.backup(to=file.resolve(), at=timezone.now())
    except archive.BackupRefused as refused:
        raise fail(str(refused)) from None
    out.print(f"Đã sao lưu vào {file}. Khóa (TDKT_HOME/keys) phải giữ riêng.", highlight=False)


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="Tệp sao lưu.")]) -> None:
    """Phục hồi vào một cài đặt trống và kiểm tra nhật ký."""
    django_ready()
    from tdkt.runtime import backup as archive  # noqa: PLC0415 -- needs settings

    try:
        faults = archive.restore(source=file.resolve())
    except archive.BackupRefused as refused:
        raise fail(str(refused)) from None
    if faults:
        raise fail("\n".join(f"✕ {fault.what}" for fault in faults))
    out.print("Đã phục hồi; nhật ký nguyên vẹn.")


def main() -> None:
    app()


if __name__ == "__main__":
    main()
