"""``tdkt law``: the law asked from the command line. Needs no database and loads no Django."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tdkt.law_screen_cli import screen_command

if TYPE_CHECKING:
    from datetime import date

    from tdkt_law.catalogue.catalogue import Catalogue

law_app = typer.Typer(help="Hỏi luật: đủ điều kiện chưa, thiếu gì, điều nào.", no_args_is_help=True)
law_app.command("screen")(screen_command)

On = Annotated[str, typer.Option("--on", help="Ngày hỏi, ví dụ 2025-03-10.")]
AsJson = Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON.")]
AwardCode = Annotated[str, typer.Argument(help="Mã danh hiệu, hình thức khen thưởng.")]


@law_app.command("awards")
def awards_command(on: On, as_json: AsJson = False) -> None:
    """Danh hiệu, hình thức khen thưởng có thể tặng vào một ngày."""
    from tdkt_law import describe  # noqa: PLC0415 -- slow import

    def ask(law: "Catalogue", day: "date") -> Any:
        return describe.awards_on(law, day)

    _tell(ask, on, as_json, "awards")


@law_app.command("conditions")
def conditions_command(award: AwardCode, on: On, as_json: AsJson = False) -> None:
    """Các điều kiện của một danh hiệu, hình thức vào một ngày, kèm điều khoản."""
    from tdkt_law import describe  # noqa: PLC0415 -- slow import

    def ask(law: "Catalogue", day: "date") -> Any:
        return describe.conditions_of(law, award, day)

    _tell(ask, on, as_json, "conditions")


@law_app.command("prize")
def prize_command(
    award: AwardCode,
    recipient: Annotated[
        str, typer.Option("--recipient", help="ca_nhan, tap_the hoặc ho_gia_dinh.")
    ],
    on: On,
    ground: Annotated[str, typer.Option("--ground", help="Loại hình khen thưởng.")] = "",
    as_json: AsJson = False,
) -> None:
    """Tiền thưởng kèm theo, theo lương cơ sở của ngày quyết định."""
    from tdkt_law import describe  # noqa: PLC0415 -- slow import

    def ask(law: "Catalogue", day: "date") -> Any:
        return describe.prize_of(law, award, recipient, day, ground)

    _tell(ask, on, as_json, "prize")


@law_app.command("check")
def check_command(
    facts: Annotated[list[Path], typer.Argument(help="Tệp YAML hoặc JSON; “-” là đầu vào chuẩn.")],
    award: Annotated[str, typer.Option("--award", help="Mã được đề nghị.")] = "",
    on: Annotated[str, typer.Option("--on", help="Ngày hỏi, ví dụ 2025-03-10.")] = "",
    as_json: AsJson = False,
) -> None:
    """Đủ điều kiện chưa: một hay nhiều tệp, hoặc một danh sách {facts, award, on}; mỗi trường hợp một dòng JSON."""
    from tdkt_law.answers import answer_or_error, error_object  # noqa: PLC0415 -- slow import
    from tdkt_law.catalogue.load import catalogue  # noqa: PLC0415 -- slow import
    from tdkt_law.facts.node import FactsError  # noqa: PLC0415 -- slow import

    law, failed = catalogue(), False
    for place, case in enumerate(_cases(facts, award, on)):
        try:
            told = answer_or_error(law, case.facts(), case.award(), case.day())
        except FactsError as error:
            told = error_object(law, error)
        failed |= "error" in told
        if as_json:
            typer.echo(json.dumps(told, ensure_ascii=False))
        else:
            _show("check", told, first=place == 0)
    raise typer.Exit(1 if failed else 0)


class _Case:
    """One case of a batch, read when it is asked, so that a bad one spoils no other."""

    def __init__(self, entry: Any, where: str, award: str, on: str, folder: Path) -> None:
        self._entry, self._where, self._folder = entry, where, folder
        self._award, self._on = award, on

    def facts(self) -> Any:
        """The facts: in the entry, or in the file it names. Raises: FactsError."""
        from tdkt_law.facts.node import FactsError  # noqa: PLC0415 -- slow import

        if isinstance(self._entry, FactsError):
            raise self._entry
        if not isinstance(self._entry, Mapping) or "facts" not in self._entry:
            return self._entry
        inner = self._entry["facts"]
        return _read(self._folder / inner) if isinstance(inner, str) else inner

    def award(self) -> str:
        """The award asked. Raises: FactsError when neither the entry nor the option names one."""
        return self._part("award", self._award, "thiếu mã khen thưởng (--award)")

    def day(self) -> "date":
        """The day asked. Raises: FactsError."""
        return _day(self._part("on", self._on, "thiếu ngày hỏi (--on)"))

    def _part(self, name: str, default: str, message: str) -> str:
        from tdkt_law.facts.node import FactsError  # noqa: PLC0415 -- slow import

        given = self._entry.get(name) if isinstance(self._entry, Mapping) else None
        # A bare history has no award or day of its own.
        found = str(given) if given is not None and "facts" in self._entry else default
        if not found:
            path = f"{self._where}.{name}" if self._where else name
            raise FactsError(path, None, (), f"{path}: {message}.")
        return found


def _cases(files: list[Path], award: str, on: str) -> Iterator[_Case]:
    from tdkt_law.facts.node import FactsError  # noqa: PLC0415 -- slow import

    for file in files:
        try:
            data = _read(file)
        except FactsError as error:
            data = error
        if isinstance(data, list):
            for place, entry in enumerate(data):
                yield _Case(entry, f"[{place}]", award, on, file.parent)
        else:
            yield _Case(data, "", award, on, file.parent)


def _read(file: Path) -> Any:
    from tdkt_law.facts.files import read_facts  # noqa: PLC0415 -- slow import
    from tdkt_law.facts.node import FactsError  # noqa: PLC0415 -- slow import

    try:
        if str(file) == "-":
            text = typer.get_text_stream("stdin", encoding="utf-8").read()
        else:
            text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise FactsError(
            str(file), str(file), (), f"Không mở được tệp {file}: {error.strerror}."
        ) from None
    except UnicodeDecodeError:
        raise FactsError(
            str(file), str(file), (), f"Tệp {file} không phải văn bản UTF-8."
        ) from None
    return read_facts(text)


def _day(text: str) -> "date":
    from tdkt_law.facts.node import Node  # noqa: PLC0415 -- slow import

    return Node(text, "on").day()


def _tell(ask: Any, on: str, as_json: bool, what: str) -> None:
    """Ask the law of a day and print the answer, or the reason there is none (exit status 1)."""
    from tdkt_law.answers import error_object  # noqa: PLC0415 -- slow import
    from tdkt_law.awards import UnknownAward  # noqa: PLC0415 -- slow import
    from tdkt_law.catalogue.catalogue import NoLaw  # noqa: PLC0415 -- slow import
    from tdkt_law.catalogue.load import catalogue  # noqa: PLC0415 -- slow import
    from tdkt_law.facts.node import FactsError  # noqa: PLC0415 -- slow import

    law = catalogue()
    try:
        told = ask(law, _day(on))
    except (FactsError, UnknownAward, NoLaw) as error:
        told = error_object(law, error)
    failed = isinstance(told, dict) and "error" in told
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        _show(what, told, first=True)
    raise typer.Exit(1 if failed else 0)


def _show(what: str, told: Any, *, first: bool) -> None:
    from tdkt import law_show  # noqa: PLC0415 -- slow import

    law_show.show(what, told, first=first)
