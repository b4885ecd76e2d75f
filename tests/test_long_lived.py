"""A process that makes sheet after sheet, while files change: what it keeps never shows in what it makes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from handouts import Order, Workspace, make
from handouts.reuse import stores
from tests.commands import ROOT, command
from tests.conftest import CLINIC, TODAY
from tests.readers import page_texts
from tests.structure import read
from tests.test_layouts import HEAD


def patient(name: str, **said: Any) -> dict[str, Any]:
    return {"patient": {"name": name, "id": "10"}, "start": "2026-03-04", **said}


def forget() -> None:
    stores.forget()


def bytes_of(name: str) -> bytes:
    place = Workspace.open(CLINIC)
    return make(Order("ankle-pair", "pack", typed=patient(name)), place, today=TODAY).data


def text_of(clinic: Path, what: str = "ankle-pair", layout: str = "pack", **said: Any) -> str:
    return read(make(Order(what, layout, **said), Workspace.open(clinic), today=TODAY).data).text


@pytest.mark.parametrize("name", ["Anna", "Heel", "Monday", "Take care"])
def test_what_was_made_before_changes_no_byte(name: str) -> None:
    forget()
    alone = bytes_of(name)
    forget()
    bytes_of("B. Other")
    assert bytes_of(name) == alone
    assert bytes_of(name) == alone


def test_a_changed_picture_voids_a_signature_at_once(clinic: Path) -> None:
    sign = ("review", "ankle-pair", "--by", "Dr Sign", "--workspace", str(clinic), "--today", str(TODAY))
    assert command(*sign).returncode == 0
    assert "Draft" not in text_of(clinic, layout="exercises")
    picture = clinic / "data/exercises/heel-raise.svg"
    picture.write_text(picture.read_text("utf-8").replace("</svg>", " </svg>"), "utf-8")
    assert "Draft" in text_of(clinic, layout="exercises")


def test_a_table_of_the_clinic_counts_as_soon_as_it_is_there(clinic: Path) -> None:
    written = (ROOT / "data/urgent-signs.yaml").read_text("utf-8")
    before = text_of(clinic, "stiff-ankle", "handout")
    sign = next(
        line for line in written.splitlines() if line.strip().startswith("text:") and line.split(": ", 1)[1] in before
    )
    (clinic / "data/urgent-signs.yaml").write_text(written.replace(sign, sign + " or so"), "utf-8")
    assert f"{sign.split(': ', 1)[1]} or so" in text_of(clinic, "stiff-ankle", "handout")


def test_without_its_own_file_an_id_means_the_library(clinic: Path) -> None:
    own = clinic / "data/exercises/ankle-rock.yaml"
    copy = clinic / "data/exercises/forward-lunge.yaml"
    copy.write_text(own.read_text("utf-8").replace("Ankle rock", "Our own lunge"), "utf-8")
    programme = clinic / "data/programmes/ankle-pair.yaml"
    programme.write_text(programme.read_text("utf-8").replace("ankle-rock", "forward-lunge"), "utf-8")
    for path in (copy, programme):
        os.utime(path, (1_700_000_000, 1_700_000_000))  # files that were written just now are not kept yet
    assert "Our own lunge" in text_of(clinic, layout="exercises")
    copy.unlink()
    text = text_of(clinic, layout="exercises")
    assert "Our own lunge" not in text
    assert "Forward lunge" in text


def test_no_line_is_printed_twice_where_a_box_breaks(clinic: Path) -> None:
    (clinic / "layouts").mkdir(exist_ok=True)
    for number in range(24, 46):  # so that once the last line alone goes on to the next page
        words = [f"Line {line}." for line in range(1, number + 1)]
        inside = '<space units="1"/><space units="1"/>' + "".join(f"<paragraph>{each}</paragraph>" for each in words)
        layout = HEAD + f'<sheet title="T" language="en"><body><group>{inside}</group></body></sheet>'
        (clinic / "layouts/lines.xml.j2").write_text(layout, "utf-8")
        made = make(Order("ankle-pair", "lines"), Workspace.open(clinic), today=TODAY)
        pages = page_texts(made.data)
        assert [line.strip() for page in pages for line in page.splitlines() if line.startswith("Line")] == words
