"""The first step of every recipe says what is wrong with this machine instead of failing later."""

import os
import subprocess
from pathlib import Path

NEED = Path(__file__).parents[2] / "tools" / "need.sh"


def python_that_says(folder: Path, version: str) -> Path:
    script = folder / "python"
    script.write_text(
        f'#!/bin/sh\n[ "$1" = --version ] && echo "Python {version}" && exit 0\nexit 1\n'
    )
    script.chmod(0o755)
    return script


def test_an_old_python_is_named_with_the_way_out(tmp_path):
    python = python_that_says(tmp_path, "3.9.2")
    done = subprocess.run(
        [NEED, "python"],
        env=os.environ | {"PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [
            f"Cần Python 3.11 trở lên; ở đây '{python}' là: Python 3.9.2.",
            "Cài bản mới hơn rồi chỉ rõ, ví dụ: make env PYTHON=python3.12",
        ],
    )


def test_an_unknown_job_is_refused():
    done = subprocess.run([NEED, "tea"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "usage: tools/need.sh python|tests\n")
