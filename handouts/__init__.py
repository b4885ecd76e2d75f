"""Handouts: patient handouts, home-exercise sheets and logs as PDFs, from plain files.

from handouts import Workspace, make
made = make("knee-valgus-seven", Workspace.open(), layout="exercises", today=date.today())
Path("sheet.pdf").write_bytes(made.data)
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["ContentError", "Problem", "SheetFile", "Workspace", "__version__", "check", "make"]

_HOMES = {
    "make": "handouts.sheets.sheet",
    "SheetFile": "handouts.sheets.sheet",
    "check": "handouts.checks.workspace",
    "Workspace": "handouts.files.workspace",
    "Problem": "handouts.files.problems",
    "ContentError": "handouts.files.problems",
}


def __getattr__(name: str) -> Any:
    """Public names are imported when they are first used: `--help` must not wait for the typesetter."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
