"""Where the paper font lies: Tinos, of the same widths as Times New Roman, from the locked npm packages."""

from pathlib import Path

from django.conf import settings

PAPER_FONT = "Tinos"
_PACKAGE = Path("@expo-google-fonts/tinos")
_PROJECT_NODE_MODULES = Path(__file__).resolve().parents[3] / "node_modules"


def font_folder() -> Path:
    """The folder of the Tinos .ttf files.

    Raises: FileNotFoundError when the npm packages are not installed.
    """
    root = _PROJECT_NODE_MODULES
    if settings.configured:
        root = Path(getattr(settings, "NPM_ROOT", root))
    folder = root / _PACKAGE
    if not folder.is_dir():
        raise FileNotFoundError(
            f"Chưa có phông chữ {PAPER_FONT} tại {folder}: chạy `make` (hoặc `npm ci`) rồi thử lại."
        )
    return folder
