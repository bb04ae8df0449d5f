"""Where the shipped files lie. Loads nothing, because the first window waits for it."""

from __future__ import annotations

from pathlib import Path


def resource(name: str) -> Path:
    """The path of a shipped file, e.g. `resource("icons/lock.svg")`.

    In an installed wheel or a bundle the files lie in `reflect/resources`, in the source tree
    beside the package. The path need not exist.
    """
    packaged = Path(__file__).parent / "resources"
    root = packaged if packaged.is_dir() else Path(__file__).parent.parent / "resources"
    return root / name
