"""Handouts: patient handouts, home-exercise sheets and logs as PDFs, from plain files.

from handouts import Order, Workspace, make
made = make(Order("knee-valgus-seven", "exercises"), Workspace.open(), today=date.today())
Path("sheet.pdf").write_bytes(made.data)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.checks.workspace import check
    from handouts.files.problems import ContentError, Problem
    from handouts.files.workspace import Workspace
    from handouts.resolve.order import Order
    from handouts.sheets.sheet import SheetFile, make

__version__ = "0.1.0"
__all__ = ["ContentError", "Order", "Problem", "SheetFile", "Workspace", "__version__", "check", "make"]

_HOMES = {
    "make": "handouts.sheets.sheet",
    "SheetFile": "handouts.sheets.sheet",
    "Order": "handouts.resolve.order",
    "check": "handouts.checks.workspace",
    "Workspace": "handouts.files.workspace",
    "Problem": "handouts.files.problems",
    "ContentError": "handouts.files.problems",
}


def __getattr__(name: str) -> object:
    """Public names are imported when they are first used: help must not wait for the typesetter."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    found: object = getattr(import_module(_HOMES[name]), name)
    return found
