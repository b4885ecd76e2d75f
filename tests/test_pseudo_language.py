"""A clinic in an invented language, into which all fixed words and all texts for patients are translated: nothing that
the program prints is left in English, and no sign between two texts but those of the language.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from html import unescape
from typing import Any

import pikepdf
import pytest

from handouts import Order, Workspace, make
from handouts.batch.index import index_page
from handouts.batch.manifest import SheetRecord
from handouts.content.layouts import bundled_layouts
from handouts.content.library import Library, bundled_profiles
from handouts.content.looks import Styles, Themes
from handouts.resolve.handout import resolve, surroundings
from handouts.resolve.patient import prescription_of
from handouts.sheets.brand import make_brand
from handouts.sheets.pages import lay_out, style_of
from tests.conftest import TODAY
from tests.other_scripts import clinic_in
from tests.structure import read

# Letters and signs that our fonts have and no English text of ours; m, p, q, v and x have no such likeness.
OF_ENGLISH = "abcdefghijklnorstuwyzABCDEFGHIJKLNORSTUWYZ,:;()."
INVENTED = str.maketrans(OF_ENGLISH, "àþçðéƒğħîĵķłñöřšťüŵÿžÀÞÇÐÉƒĞĦÎĴĶŁÑÖŘŠŤÜŴŸŽ·»¤‹›¶")
PLACE = re.compile(r"(\{\w+\})")
LEFT = re.compile(r"[A-Za-z]*[a-ln-or-uwyzA-LN-OR-UWYZ][A-Za-z]*|(?<!\d)[.,:;] | \(")  # after a number: "1. "
NAMES = re.compile(  # what is in no language: addresses, ids, a version, colours, a font
    r"https?://\S+|tel:\S+|\S+@\S+|riverside\S*|(ankle-pair|stiff-ankle|heel-raise)\S*|brand|#?[0-9a-f]{6}\b"
    r"|Atkinson [\w ]+"
)


def invented(text: str) -> str:
    """The text in other letters, and longer."""
    parts = PLACE.split(text.replace("&", "+"))
    said = (re.sub("([àéîöü])", r"\1\1", part.translate(INVENTED)) for part in parts[::2])
    return "".join(word for pair in zip(said, [*parts[1::2], ""], strict=True) for word in pair)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return clinic_in(tmp_path_factory.mktemp("invented"), "qps", invented)


PATIENT = {
    "patient": {"name": invented("Ada Luk"), "id": "7", "born": "1980-02-01"},
    "side": "left",
    "start": "2026-03-02",
    "clinician": invented("Bo"),
    "review_visit": "2026-04-01",
    "contraindications": ["dizziness"],
    "overrides": [{"contraindication": "dizziness", "why": invented("They sit down.")}],
    "exercises": [
        {"exercise": "ankle-rock", "dose": {"sets": 3, "repetitions": "at least 10", "hold": "5 to 10"}},
        {"exercise": "heel-raise", "note": invented("Slowly.")},
    ],
}


def left_in_english(texts: Iterator[str]) -> set[str]:
    """Words and signs that no one has translated, with what stands around them."""
    found = set()
    for text in texts:
        plain = NAMES.sub(" ", text)
        found |= {plain[max(0, each.start() - 30) : each.end() + 30] for each in LEFT.finditer(plain)}
    return found


def in_pdf(data: bytes) -> Iterator[str]:
    """All that a reader sees, hears, is asked for, or finds in the outline."""
    reading = read(data)
    yield from (reading.text, reading.page, *reading.fields)
    yield from (f"{words}\n{alt if role == 'Figure' else ''}" for role, words, alt in reading.entries)
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        yield str(pdf.docinfo.Title)
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop()
            waiting += item.children
            yield item.title


def in_html(page: str) -> Iterator[str]:
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    yield unescape(re.sub(r"<[^>]+>", "\n", page))
    yield from (unescape(said) for said in re.findall(r'(?:aria-label|alt|title)="([^"]*)"', page))


def in_blocks(value: object) -> Iterator[str]:
    """Every text of blocks that is not the name of something."""
    if isinstance(value, str):
        yield str.__str__(value)
    elif isinstance(value, tuple):
        yield from (text for each in value for text in in_blocks(each))
    elif is_dataclass(value):
        shown = [each.name for each in fields(value) if not str(each.type).startswith("Literal")]
        names = {"style", "icon", "picture", "link", "language", "address", "kind", "state", "mark"}
        yield from (text for name in shown if name not in names for text in in_blocks(getattr(value, name)))


LAYOUTS = sorted(bundled_layouts() - {"brand"})


@pytest.mark.parametrize("profile", bundled_profiles())
def test_no_layout_has_english_words_of_its_own(profile: str, place: Workspace) -> None:
    library = Library(place)
    for layout in LAYOUTS:
        head = library.layouts.head(layout)
        what = "stiff-ankle" if head.about == "condition" else "ankle-pair"
        file = prescription_of(PATIENT, what, library) if "patient" in head.needs else None
        handout = resolve(Order(what, layout, prescription=file, blank=not file), library, TODAY)
        sheet = lay_out(handout, style_of(library, profile, None), library.layouts)
        parts = (sheet.title, sheet.first_header, sheet.header, sheet.footer, sheet.blocks)
        assert left_in_english(in_blocks(parts)) == set(), layout


MADE = [("leaf", "pdf"), ("clinician", "pdf"), ("pack", "text"), ("pack", "html"), ("clinician", "text")]


@pytest.mark.parametrize(("layout", "form"), MADE)
def test_nor_what_is_made_of_it(layout: str, form: Any, place: Workspace) -> None:
    """A form, a text, a web page."""
    order = Order("ankle-pair", layout, typed=PATIENT, example=True, form=form, fillable=form == "pdf")
    data = make(order, place, today=TODAY).data
    texts = in_pdf(data) if form == "pdf" else in_html(data.decode()) if form == "html" else iter([data.decode()])
    assert left_in_english(texts) == set()


def test_neither_the_page_to_choose_from_nor_the_specimen_has(place: Workspace) -> None:
    library = Library(place)
    words, clinic = surroundings(library)
    records = {
        f"{layout}-{profile}": SheetRecord(
            ("ankle-pair", layout, profile, "letter", None, None), invented("Title"), 2, (), "", "", None, (0, 0)
        )
        for layout in LAYOUTS
        for profile in bundled_profiles()
    }
    styles = library.table(Styles)
    assert styles
    style, heads = style_of(library, "standard", None), library.layouts.heads()[0]
    page = index_page(records, {}, clinic, words, style, heads, styles.profiles).decode()
    assert left_in_english(in_html(page)) == set()
    themes = "|".join(library.table(Themes).themes)  # type: ignore[union-attr]
    brand = (re.sub(rf"\b({themes})\b", "", text) for text in in_pdf(make_brand(place)[0].data))
    assert left_in_english(brand) == set()
