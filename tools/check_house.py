#!/usr/bin/env python3
"""House rules that no linter knows; run by ``make lint``. Prints ``file:line: fault`` and exits 1 when any.

Looks at every file git would take: the tracked ones and the new ones it does not ignore.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

MOST_LINES = 450
LATE_IMPORT_REASONS = ("slow import", "needs settings", "needs models", "optional dependency")

# The only hosts a file may name: this machine, and names that are identifiers rather than addresses.
ALLOWED_HOSTS = re.compile(
    r"127\.0\.0\.1|localhost|\[::1\]"
    r"|([a-z0-9-]+\.)*example(\.(vn|com|org))?"  # reserved for examples
    r"|www\.w3\.org|schemas\.openxmlformats\.org|schemas\.microsoft\.com|purl\.org"  # XML namespaces
    r"|vega\.github\.io"  # the $schema of a chart, never fetched
    r"|www\.apache\.org"  # the licence text
)
ADDRESS = re.compile(r"https?://(?P<host>\[[0-9a-f:]+\]|[A-Za-z0-9.-]*[A-Za-z0-9])")
REGISTRY = re.compile(
    r"\b(pypi\.org|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org|unpkg\.com|jsdelivr\.net)\b"
)
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(root|home|work|Users)/[\w.-]+|/opt/(wheels|pypi)")
INDEX_OPTION = re.compile(r"^\s*(-i|-f|--(extra-)?index-url|--find-links)\b")

LATE_IMPORT = re.compile(r"#\s*noqa:\s*[A-Z0-9, ]*PLC0415(?P<rest>.*)")
UNFINISHED = re.compile(
    r"\b(TODO|FIXME|XXX)\b|pytest\.(mark\.)?(skip|xfail)|raise NotImplementedError"
)
BEFORE_CSP = (
    (re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE), "style=: viết vào tệp CSS"),
    (re.compile(r"<style\b", re.IGNORECASE), "<style>: viết vào tệp CSS"),
    (
        re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.IGNORECASE),
        "<script> không có src: viết vào tệp JS",
    ),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE), "on…=: gắn sự kiện trong tệp JS"),
    (
        re.compile(r"""(href|src|action)\s*=\s*["']?\s*javascript:""", re.IGNORECASE),
        "javascript: trong liên kết",
    ),
)


class Fault(NamedTuple):
    line: int
    text: str

    def at(self, path: str) -> str:
        return f"{path}:{self.line}: {self.text}"


def faults_of(path: str, text: str) -> Iterator[Fault]:
    """Every fault of one file; ``path`` is relative to the project's folder."""
    lines = text.splitlines()
    kind = PurePosixPath(path).suffix
    if kind in {".py", ".html"} and "/migrations/" not in path and len(lines) > MOST_LINES:
        yield Fault(len(lines), f"{len(lines)} dòng, tối đa {MOST_LINES}: tách ra")
    for number, line in enumerate(lines, start=1):
        for fault in _places(path, line):
            yield Fault(number, fault)
        if kind == ".py":
            for fault in _python(line):
                yield Fault(number, fault)
    if kind == ".html":
        for pattern, fault in BEFORE_CSP:
            for found in pattern.finditer(text):
                yield Fault(text.count("\n", 0, found.start()) + 1, fault)


def _places(path: str, line: str) -> Iterator[str]:
    if path == "package-lock.json":  # its "funding" lines are the packages' own words
        if '"resolved"' in line:
            yield "tệp khóa nêu nguồn gói: resolved"
        return
    for found in ADDRESS.finditer(line):
        if not ALLOWED_HOSTS.fullmatch(found["host"].lower()):
            yield f"tên máy {found['host']}: kho mã không nêu máy chủ nào"
    if found := REGISTRY.search(line):
        yield f"tên kho gói {found[0]}: do cấu hình của máy quyết định"
    if found := MACHINE_PATH.search(line):
        yield f"đường dẫn của một máy: {found[0]}"
    if path.endswith(".lock") and (found := INDEX_OPTION.match(line)):
        yield f"tệp khóa nêu nguồn gói: {found[0].strip()}"


def _python(line: str) -> Iterator[str]:
    if found := LATE_IMPORT.search(line):
        reason = found["rest"].strip().removeprefix("--").strip()
        if reason not in LATE_IMPORT_REASONS:
            yield f"import muộn phải nêu lý do, một trong: {', '.join(LATE_IMPORT_REASONS)}"
    if found := UNFINISHED.search(line):
        yield f"việc bỏ dở: {found[0]}"


# The rules themselves, and the cases that prove them, name what is forbidden.
EXEMPT = ("tools/check_house.py", "tests/architecture/test_check_house.py")


def main() -> int:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    count = 0
    for path in sorted(filter(None, listed.split("\0"))):
        file = Path(path)
        if path in EXEMPT or not file.is_file():
            continue
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a workbook
        for fault in faults_of(path, text):
            print(fault.at(path))
            count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
