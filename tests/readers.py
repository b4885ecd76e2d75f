"""What readers of PDFs say of a file: poppler, mupdf and qpdf by command, pdfium and page-validation in Python."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import page
import pypdfium2
import pytest

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
COMMANDS = {
    "poppler": ["pdftotext", "-raw", "{file}", "-"],
    "mupdf": ["mutool", "draw", "-q", "-F", "txt", "{file}"],
}
READERS = ("pdfium", *COMMANDS)


def failures(data: bytes) -> list[str]:
    """What page-validation finds against PDF/UA-1 and PDF/A-2a."""
    reports = [page.validate_pdf_bytes(data, profile=profile) for profile in PROFILES]
    found = [f"{each.rule_id}: {each.message}" for report in reports for each in report.failures]
    assert bool(found) != all(report.is_compliant for report in reports)
    return found


def words_by(reader: str, path: Path) -> list[str]:
    """The words of all pages in the order in which a reader finds them; skips the test where it is not installed."""
    if reader == "pdfium":
        return printed_words(" ".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(path)))
    return printed_words(run([part.format(file=path) for part in COMMANDS[reader]]))


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


def lost_word(wanted: list[str], found: list[str]) -> str:
    """The first wanted word that is not among the found ones in this order; headers and footers may stand between."""
    position = 0
    for word in wanted:
        if word not in found[position:]:
            return f"{word} after {' '.join(found[max(0, position - 5) : position])}"
        position = found.index(word, position) + 1
    return ""
