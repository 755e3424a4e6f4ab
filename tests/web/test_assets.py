"""Assets come from the locked packages, only what is listed, and keep their links when renamed."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from tdkt.web.assets import NpmFinder

TABLER = "npm/@tabler/core/dist/css/tabler.min.css"


def test_a_listed_file_is_found():
    assert finders.find(TABLER) == str(Path(settings.NPM_ROOT) / TABLER.removeprefix("npm/"))


@pytest.mark.parametrize(
    "path",
    [
        "npm/@tabler/core/package.json",
        "npm/@tabler/core/dist/css/../../package.json",
        "npm/../package.json",
        "@tabler/core/dist/css/tabler.min.css",
    ],
)
def test_what_is_not_listed_is_not_served(path):
    assert finders.find(path) is None


def test_a_missing_package_is_said_with_what_to_do(settings, tmp_path):
    settings.NPM_ROOT = tmp_path
    (error, *_) = NpmFinder().check()
    assert error.id == "tdkt.E001"
    assert error.msg == f"Thiếu tài nguyên giao diện {settings.NPM_STATIC[0]} trong {tmp_path}."


def test_collected_files_carry_their_hash_and_their_links_follow(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "tdkt.web.assets.Storage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    (layer,) = tmp_path.glob("tdkt/tabler.????????????.css")
    named = layer.read_text().split('url("')[1].split('")')[0]
    assert (layer.parent / named).resolve().is_relative_to(tmp_path / "npm")
    assert (layer.parent / named).is_file()
    assert (layer.parent / f"{layer.name}.gz").is_file()
