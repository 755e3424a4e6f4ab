"""The law stands alone: it can be asked where neither Django nor the application is installed."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import tdkt_law

SOURCE = Path(tdkt_law.__file__).parents[1]


def test_every_module_of_the_law_imports_without_django_and_without_the_application():
    modules = [m.name for m in pkgutil.walk_packages(tdkt_law.__path__, "tdkt_law.")]
    program = (
        "import sys, importlib\n"
        "sys.modules['django'] = sys.modules['tdkt'] = None\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "print(len([m for m in sys.modules if m.startswith('tdkt_law.')]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(SOURCE)},
        check=False,
    )
    assert (done.stdout, done.stderr) == (f"{len(modules)}\n", "")
