"""The small data files of the package itself, read when they are first wanted."""

from importlib.resources import files
from typing import Any


def own_data(name: str) -> Any:
    """The content of ``data/<name>``, a YAML file of this package."""
    import yaml  # noqa: PLC0415 -- slow import

    text = files("tdkt_law").joinpath("data", name).read_text(encoding="utf-8")
    # The C loader is ten times as fast, where PyYAML was built with it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 -- a SafeLoader
