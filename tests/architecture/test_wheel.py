"""The built wheel holds what the browser and the papers need, so that an installation needs no npm."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_carries_fonts_styles_templates_and_data(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        "tdkt/npm/@tabler/core/dist/css/tabler.min.css",
        "tdkt/npm/@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf",
        "tdkt/npm/@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2",
        "tdkt/documents/templates/paper.typ",
        "tdkt/web/templates/base.html",
        "tdkt_law/data/awards.yaml",
        "tdkt/demo/data/units.csv",
    }
    assert wanted - names == set()
