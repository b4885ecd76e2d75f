"""What readers of PDFs say of a file: poppler, mupdf and qpdf by command, pdfium and page-validation in Python."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Literal

import page
import pypdfium2
import pytest

from tests.structure import Reading

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
COMMANDS = {
    "poppler": ["pdftotext", "-raw", "{file}", "-"],
    "mupdf": ["mutool", "draw", "-q", "-F", "txt", "{file}"],
}
# mupdf finds what is drawn ("Mon"), the others what stands for it ("Monday")
READERS: dict[str, Literal["page", "ink"]] = {"pdfium": "page", "poppler": "page", "mupdf": "ink"}

ON_A_LINE = 8  # words at most that pdfium puts elsewhere: it sorts what stands on one line from left to right


def failures(data: bytes) -> list[str]:
    """What page-validation finds against PDF/UA-1 and PDF/A-2a."""
    reports = [page.validate_pdf_bytes(data, profile=profile) for profile in PROFILES]
    found = [f"{each.rule_id}: {each.message}" for report in reports for each in report.failures]
    assert bool(found) != all(report.is_compliant for report in reports)
    return found


def words_by(reader: str, path: Path) -> list[str]:
    """The words of all pages in the order in which a reader finds them; skips the test where it is not installed."""
    if reader == "pdfium":
        return printed_words(" ".join(page_texts(path)))
    return printed_words(run([part.format(file=path) for part in COMMANDS[reader]]))


def page_texts(file: bytes | Path) -> list[str]:
    """What pdfium finds on each page."""
    return [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(file)]


def qpdf_complaints(path: Path) -> str:
    """What `qpdf --check` warns of; skips the test where it is not installed."""
    said = run(["qpdf", "--check", str(path)])
    return "\n".join(line for line in said.splitlines() if "WARNING" in line or "rror" in line.replace("errors", ""))


def run(command: list[str]) -> str:
    """A command's output. One that is not installed skips the test, unless EVERY_READER says that all have to be."""
    if not shutil.which(command[0]) and not os.environ.get("EVERY_READER"):
        pytest.skip(f"{command[0]} is not on this machine")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def printed_words(text: str) -> list[str]:
    return re.sub(r"[_\u2022]+", " ", text).split()


def lost_word(reading: Reading, reader: str, path: Path) -> str:
    """The first word of a page's tree that a reader doesn't find in this order; headers and footers may stand between.
    Each is asked for the words that it can know of."""
    wanted, found = printed_words(getattr(reading, READERS[reader])), words_by(reader, path)
    position, used = 0, set()
    for word in wanted:
        start = max(0, position - (ON_A_LINE if reader == "pdfium" else 0))
        place = next((at for at in range(start, len(found)) if found[at] == word and at not in used), None)
        if place is None:
            return f"{word} after {' '.join(found[max(0, position - 5) : position])}"
        used.add(place)
        position = max(position, place + 1)
    return ""
