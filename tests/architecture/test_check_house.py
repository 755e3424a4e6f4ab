"""Each house rule is broken once on purpose, and stands next to what it must let pass."""

import pytest

from tools.check_house import MOST_LINES, Fault, faults_of


def texts(path: str, text: str) -> list[str]:
    return [fault.text for fault in faults_of(path, text)]


@pytest.mark.parametrize(
    ("path", "line", "fault"),
    [
        (
            "a.md",
            "see https://mirror.invalid.net/x",
            "tên máy mirror.invalid.net: kho mã không nêu máy chủ nào",
        ),
        (
            "a.md",
            "pip install from pypi.org",
            "tên kho gói pypi.org: do cấu hình của máy quyết định",
        ),
        ("a.py", 'DATA = "/home/an/data"', "đường dẫn của một máy: /home/an"),
        ("a.lock", "--find-links wheels", "tệp khóa nêu nguồn gói: --find-links"),
        ("package-lock.json", '"resolved": "x.tgz"', "tệp khóa nêu nguồn gói: resolved"),
        (
            "a.py",
            "    import altair  # noqa: PLC0415",
            "import muộn phải nêu lý do, một trong: slow import, needs settings, needs models, optional dependency",
        ),
        (
            "a.py",
            "    import altair  # noqa: PLC0415 -- circular",
            "import muộn phải nêu lý do, một trong: slow import, needs settings, needs models, optional dependency",
        ),
        ("a.py", "# TODO later", "việc bỏ dở: TODO"),
        ("a.py", "@pytest.mark.skip", "việc bỏ dở: pytest.mark.skip"),
        ("a.html", '<p class="x" style="color:red">', "style=: viết vào tệp CSS"),
        ("a.html", "<style>p{}</style>", "<style>: viết vào tệp CSS"),
        ("a.html", "<script>go()</script>", "<script> không có src: viết vào tệp JS"),
        ("a.html", '<button\n  onclick="go()">', "on…=: gắn sự kiện trong tệp JS"),
        ("a.html", '<a href="javascript:go()">', "javascript: trong liên kết"),
    ],
)
def test_a_broken_rule_is_named(path, line, fault):
    assert texts(path, line) == [fault]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("README.md", "http://127.0.0.1:8000 and http://localhost/x and https://tdkt.example/y"),
        ("a.py", 'NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"'),
        ("package-lock.json", '"funding": {"url": "https://fund.invalid.net/x"}'),
        ("a.lock", "# uv pip compile --no-emit-index-url"),
        ("a.py", "    import altair  # noqa: PLC0415 -- slow import"),
        ("a.py", 'path("home/an/"), "/files/home/x"'),
        ("a.html", '<script src="/static/app.js" defer></script><p class="style">on = 1</p>'),
        ("a.html", '<form data-style="x" method="post">{% if on == 1 %}'),
    ],
)
def test_what_only_resembles_a_fault_passes(path, line):
    assert texts(path, line) == []


def test_a_fault_names_its_line():
    assert list(faults_of("a.html", '<p>\n</p>\n<p style="">')) == [
        Fault(3, "style=: viết vào tệp CSS")
    ]


def test_long_files_are_named_but_migrations_are_not():
    long = "x = 1\n" * (MOST_LINES + 1)
    assert texts("src/tdkt/kernel/text.py", long) == [
        f"{MOST_LINES + 1} dòng, tối đa {MOST_LINES}: tách ra"
    ]
    assert texts("src/tdkt/kernel/migrations/0001_initial.py", long) == []
    assert texts("src/tdkt/kernel/text.py", "x = 1\n" * MOST_LINES) == []
