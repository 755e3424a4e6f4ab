"""Build hook: the wheel carries what the browser and the papers need of npm's packages; git never does."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Patterns below node_modules; they land under tdkt/npm, where the settings look first.
ASSETS = (
    "@tabler/core/dist/css/tabler.min.css",
    "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-*-normal.woff2",
    "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin*-normal.woff2",
    "@fontsource/be-vietnam-pro/LICENSE",
    "@expo-google-fonts/tinos/*/*.ttf",
    "@expo-google-fonts/tinos/LICENSE*",
)


class WheelAssets(BuildHookInterface):
    """Adds the assets to a real wheel; an editable install serves them from node_modules."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "standard":
            return
        source = Path(self.root) / "node_modules"
        for pattern in ASSETS:
            files = sorted(source.glob(pattern))
            if not files:
                raise FileNotFoundError(
                    f"{source / pattern}: hãy chạy `make env` trước khi đóng gói."
                )
            for file in files:
                target = f"tdkt/npm/{file.relative_to(source).as_posix()}"
                build_data["force_include"][str(file)] = target
