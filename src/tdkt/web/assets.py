"""Browser assets from locked npm packages: an allow-list finder, and the storage that names files by content."""

import fnmatch
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core import checks
from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_join
from whitenoise.storage import CompressedManifestStaticFilesStorage


class NpmFinder(BaseFinder):
    """Serves ``npm/<path>`` from ``settings.NPM_ROOT``, only what a glob of ``settings.NPM_STATIC`` names."""

    prefix = "npm"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.root = Path(settings.NPM_ROOT)
        self.patterns: Sequence[str] = settings.NPM_STATIC
        self.storage = FileSystemStorage(location=str(self.root))
        self.storage.prefix = self.prefix  # type: ignore[attr-defined]  # collectstatic reads it

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [
            checks.Error(
                f"Thiếu tài nguyên giao diện {pattern} trong {self.root}.",
                hint="Chạy `make demo` hoặc `npm ci --ignore-scripts` để cài gói giao diện.",
                id="tdkt.E001",
            )
            for pattern in self.patterns
            if not any(self.root.glob(pattern))
        ]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if not path.startswith(f"{self.prefix}/"):
            return []
        inside = path.removeprefix(f"{self.prefix}/")
        if not any(fnmatch.fnmatch(inside, pattern) for pattern in self.patterns):
            return []
        file = safe_join(str(self.root), inside)
        if not Path(file).is_file():
            return []
        return [file] if find_all else file

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        ignored = list(ignore_patterns or [])
        for pattern in self.patterns:
            for file in sorted(self.root.glob(pattern)):
                inside = file.relative_to(self.root).as_posix()
                if file.is_file() and not matches_patterns(inside, ignored):
                    yield inside, self.storage


class Storage(CompressedManifestStaticFilesStorage):
    """Follows ``url()`` and ``@import`` only: packages point at source maps they do not ship."""

    patterns = (
        (
            "*.css",
            (
                r"""(?P<matched>url\(['"]{0,1}\s*(?P<url>.*?)["']{0,1}\))""",
                (
                    r"""(?P<matched>@import\s*["']\s*(?P<url>.*?)["'])""",
                    """@import url("%(url)s")""",
                ),
            ),
        ),
    )
