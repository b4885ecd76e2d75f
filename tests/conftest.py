"""What the tests share: an invented clinic, sheets made once, and golden files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from handouts import Workspace, make

HERE = Path(__file__).parent
CLINIC = HERE / "clinic"
GOLDEN = HERE / "golden"
TODAY = date(2026, 3, 2)


@lru_cache(None)
def sheet(what: str, layout: str, profile: str = "standard", paper: str | None = None) -> bytes:
    """A sheet of the test clinic."""
    workspace = Workspace.open(CLINIC)
    return make(what, workspace, layout=layout, profile=profile, paper=paper, today=TODAY).data  # type: ignore[arg-type]


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A copy of the test clinic to change."""
    folder = tmp_path / "clinic"
    shutil.copytree(CLINIC, folder)
    return folder


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare a text with the golden file of that name; UPDATE_GOLDEN=1 writes it anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")

    return compare
