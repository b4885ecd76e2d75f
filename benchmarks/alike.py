"""Whether the tools set the same pages: words, fonts and pictures are compared before anything is timed."""

from __future__ import annotations

import re
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2

ENOUGH = 0.98  # of our words have to be in the other file as well, and the other way round
MOST_PAGES_APART = 1


def words(path: Path) -> Counter[str]:
    """The words of all pages; headers and footers are on each of them, so that a page more or less changes little."""
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(printed(path)))
    return Counter(re.findall(r"[\w'&.]+", text.replace("\u00a0", " ").replace("_", " ")))


def printed(path: Path) -> bytes:
    """A file that says what it shows: ours has "Tuesday 3 March" for readers where "Tue 3" stands on the page."""
    out = BytesIO()
    with pikepdf.open(path) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Type") != "/XRef" and b"/ActualText" in _operators(each):
                each.write(_operators(each).replace(b"/ActualText", b"/Said"))
        pdf.save(out)
    return out.getvalue()


def _operators(stream: pikepdf.Stream) -> bytes:
    """What a page or form is drawn with; nothing of a picture or a font."""
    drawn = stream.get("/Subtype") in (None, "/Form") and stream.get("/Filter", "/FlateDecode") == "/FlateDecode"
    return stream.read_bytes() if drawn else b""


def fonts(path: Path) -> set[str]:
    """The names of embedded fonts, without their tags."""
    with pikepdf.open(path) as pdf:
        found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each]
        found += [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile3" in each]
        return {str(each.FontName).partition("+")[2] or str(each.FontName) for each in found}


def differences(ours: Path, theirs: Path) -> list[str]:
    """What keeps two files from being the same pages."""
    found = []
    mine, other = words(ours), words(theirs)
    for name, one, two in (("lacks", mine, other), ("has besides", other, mine)):
        missing = one - two
        share = 1 - missing.total() / one.total()
        if share < ENOUGH:
            found.append(f"{name} {missing.total()} words, such as {', '.join(list(missing)[:12])}")
    if not any("Hyperlegible" in name for name in fonts(theirs)):
        found.append(f"embeds {fonts(theirs)}")
    pages = [len(pypdfium2.PdfDocument(path)) for path in (ours, theirs)]
    if abs(pages[0] - pages[1]) > MOST_PAGES_APART:
        found.append(f"has {pages[1]} pages in the place of {pages[0]}")
    return found


def refuse_others(folder: Path, tools: list[str], number: int) -> None:
    """End the run when a tool's pages are not the same."""
    ours = folder / "ours-six" / f"{number}.pdf"
    wrong = {tool: differences(ours, folder / f"{tool}-six" / f"{number}.pdf") for tool in tools}
    said = [f"{tool} {each}" for tool, found in wrong.items() for each in found]
    if said:
        sys.exit("Not the same pages:\n" + "\n".join(said))
