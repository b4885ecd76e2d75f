"""Good files broken on purpose: each fault is found by our own checks or by page-validation, so the checks can fail."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.conftest import block_tree, sheet
from tests.readers import failures
from tests.spoken import Entry, of_sheet
from tests.structure import read

SHEET = ("ankle-pair", "pack")  # has headings, lists, tables, figures, links and text of several pages


@lru_cache(1)
def expected() -> list[Entry]:
    return of_sheet(block_tree(*SHEET))


def complaints(data: bytes) -> list[str]:
    """Everything that our checks and page-validation say against a file."""
    reading = read(data)
    differs = [] if reading.entries == expected() else ["the tree says something else than the blocks"]
    return reading.problems + differs + failures(data)


def elements(pdf: Pdf, role: str) -> list[Dictionary]:
    def walk(element: Dictionary) -> Iterator[Dictionary]:
        if str(element.S) == role:
            yield element
        for kid in element.get("/K", []):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    return list(walk(pdf.Root.StructTreeRoot.K))


def renamed(role: str, new: str) -> Callable[[Pdf], None]:
    def fault(pdf: Pdf) -> None:
        for element in elements(pdf, role):
            element.S = Name(new)

    return fault


def without(place: Callable[[Pdf], pikepdf.Object], key: str) -> Callable[[Pdf], None]:
    def fault(pdf: Pdf) -> None:
        del place(pdf)[key]

    return fault


def painted_otherwise(pattern: bytes, new: bytes) -> Callable[[Pdf], None]:
    """A change of the first page's content, which has to change it."""

    def fault(pdf: Pdf) -> None:
        contents = pdf.pages[0].Contents
        before = contents.read_bytes()
        after = re.sub(pattern, new, before, count=1, flags=re.DOTALL)
        assert after != before
        contents.write(after)

    return fault


def annotation(pdf: Pdf) -> Dictionary:
    return next(each for page in pdf.pages for each in page.obj.get("/Annots", []))


def font(pdf: Pdf) -> Dictionary:
    return next(iter(pdf.pages[0].obj.Resources.Font.values()))


def metadata(pattern: bytes, new: bytes) -> Callable[[Pdf], None]:
    def fault(pdf: Pdf) -> None:
        before = pdf.Root.Metadata.read_bytes()
        assert re.search(pattern, before)
        pdf.Root.Metadata.write(re.sub(pattern, new, before))

    return fault


def wrong_owner(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums[1][0] = elements(pdf, "/P")[3]


def short_parent_tree(pdf: Pdf) -> None:
    row = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    del row[len(row) - 1]


def wrong_parent(pdf: Pdf) -> None:
    elements(pdf, "/P")[2].P = elements(pdf, "/H2")[0]


def swapped_elements(pdf: Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K.K
    kids[1], kids[2] = kids[2], kids[1]


def dropped_element(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.K.K[3]


def twice_claimed(pdf: Pdf) -> None:
    first, second = elements(pdf, "/P")[:2]
    first.K = Array([*first.K, *second.K])


def dropped_cell(pdf: Pdf) -> None:
    del elements(pdf, "/TR")[-1].K[1]


def lost_letter(pdf: Pdf) -> None:
    table = font(pdf).ToUnicode
    table.write(re.sub(rb"<[0-9A-F]{4}> <0065>\n", b"", table.read_bytes()))


def other_letter(pdf: Pdf) -> None:
    table = font(pdf).ToUnicode
    table.write(table.read_bytes().replace(b"<0065>", b"<0061>"))


def other_words(pdf: Pdf) -> None:
    """A mark of a page stands for other words than its element in the tree."""
    pages = [page.Contents for page in pdf.pages if b"/ActualText<" in page.Contents.read_bytes()]
    pages[0].write(re.sub(rb"/ActualText<FEFF[0-9A-F]{4}", b"/ActualText<FEFF0078", pages[0].read_bytes(), count=1))


def link_of_another_element(pdf: Pdf) -> None:
    links = [each for page in pdf.pages for each in page.obj.get("/Annots", [])]
    links[0].StructParent, links[1].StructParent = links[1].StructParent, links[0].StructParent


def link_without_element(pdf: Pdf) -> None:
    (link,) = elements(pdf, "/Link")[:1]
    link.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary)])


def picture_off_the_page(pdf: Pdf) -> None:
    elements(pdf, "/Figure")[0].A.BBox = Array([700, 10, 900, 90])


def columns_heard_as_rows(pdf: Pdf) -> None:
    for element in elements(pdf, "/TH"):
        element.A.Scope = Name("/Row" if element.A.Scope == "/Column" else "/Column")


FAULTS: dict[str, Callable[[Pdf], object]] = {
    "a heading is an artifact": painted_otherwise(rb"/H1 <</MCID \d+>> BDC", b"/Artifact <</Type/Layout>> BDC"),
    "a heading passes for a header": painted_otherwise(
        rb"/H1 <</MCID \d+>> BDC", b"/Artifact <</Type/Pagination/Subtype/Header>> BDC"
    ),
    "text in no mark": painted_otherwise(rb"/P <</MCID 1>> BDC(.*?)EMC", rb"\1"),
    "a mark that nobody owns": painted_otherwise(rb"/P <</MCID 1>> BDC", b"/P <</MCID 999>> BDC"),
    "a mark inside an artifact": painted_otherwise(rb"/P <</MCID 1>> BDC(.*?)EMC", rb"/Artifact BMC \g<0> EMC"),
    "a mark that does not end": painted_otherwise(rb"EMC\s*$", b""),
    "two marks with one number": painted_otherwise(rb"/MCID 2>>", b"/MCID 1>>"),
    "a level of headings is left out": renamed("/H2", "/H3"),
    "a heading is a paragraph": renamed("/H3", "/P"),
    "heads of a table are cells": renamed("/TH", "/TD"),
    "rows of a table are divisions": renamed("/TR", "/Div"),
    "a table is a division": renamed("/Table", "/Div"),
    "items of a list are paragraphs": renamed("/LI", "/P"),
    "labels of a list are words": renamed("/Lbl", "/Span"),
    "a figure is a paragraph": renamed("/Figure", "/P"),
    "a link is words": renamed("/Link", "/Span"),
    "a role that nobody knows": renamed("/Art", "/Card"),
    "a head without its scope": without(lambda pdf: elements(pdf, "/TH")[0], "/A"),
    "heads of columns head rows": columns_heard_as_rows,
    "a cell is lost": dropped_cell,
    "a figure without alt text": without(lambda pdf: elements(pdf, "/Figure")[0], "/Alt"),
    "empty alt text": lambda pdf: elements(pdf, "/Figure")[0].update({"/Alt": String("")}),
    "other alt text": lambda pdf: elements(pdf, "/Figure")[0].update({"/Alt": String("A picture")}),
    "a figure without its box": without(lambda pdf: elements(pdf, "/Figure")[0], "/A"),
    "a figure off the page": picture_off_the_page,
    "a list without its numbering": without(lambda pdf: elements(pdf, "/L")[0], "/A"),
    "a word that stands for another": other_words,
    "another order": swapped_elements,
    "a lost element": dropped_element,
    "an element that claims another's words": twice_claimed,
    "a wrong parent": wrong_parent,
    "a wrong entry in the parent tree": wrong_owner,
    "a parent tree that is too short": short_parent_tree,
    "no parent tree": without(lambda pdf: pdf.Root.StructTreeRoot, "/ParentTree"),
    "no structure tree": without(lambda pdf: pdf.Root, "/StructTreeRoot"),
    "not marked": without(lambda pdf: pdf.Root, "/MarkInfo"),
    "a page without its place in the parent tree": without(lambda pdf: pdf.pages[1].obj, "/StructParents"),
    "no tab order": without(lambda pdf: pdf.pages[-1].obj, "/Tabs"),
    "no language": without(lambda pdf: pdf.Root, "/Lang"),
    "no title in the window": without(lambda pdf: pdf.Root.ViewerPreferences, "/DisplayDocTitle"),
    "no metadata": without(lambda pdf: pdf.Root, "/Metadata"),
    "metadata without a title": metadata(rb"<dc:title>.*</dc:title>", b""),
    "no claim of PDF/UA": metadata(rb"<pdfuaid:part>1</pdfuaid:part>", b""),
    "a claim of another PDF/A": metadata(rb"conformance>A<", b"conformance>X<"),
    "no output intent": without(lambda pdf: pdf.Root, "/OutputIntents"),
    "a broken colour profile": lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile.write(b"sRGB"),
    "a font without its letters' meaning": without(font, "/ToUnicode"),
    "a letter without meaning": lost_letter,
    "a letter with another meaning": other_letter,
    "a font that is not in the file": without(lambda pdf: font(pdf).DescendantFonts[0].FontDescriptor, "/FontFile2"),
    "a font with wrong widths": lambda pdf: font(pdf).DescendantFonts[0].update({"/W": Array([0, Array([9] * 900)])}),
    "a link without its place": without(annotation, "/StructParent"),
    "a link without words": without(annotation, "/Contents"),
    "a link that does not print": without(annotation, "/F"),
    "a link of another element": link_of_another_element,
    "a link that no element has": link_without_element,
    "colours of another space": painted_otherwise(rb"[\d.]+ [\d.]+ [\d.]+ rg", b"0 0 0 1 k"),
    "a script": lambda pdf: pdf.Root.update(
        {"/OpenAction": Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"), Type=Name.Action)}
    ),
}


def test_the_good_file_has_no_complaints() -> None:
    saved = io.BytesIO()
    pikepdf.open(io.BytesIO(sheet(*SHEET))).save(saved, fix_metadata_version=False)
    assert complaints(saved.getvalue()) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found(name: str) -> None:
    pdf = pikepdf.open(io.BytesIO(sheet(*SHEET)))
    FAULTS[name](pdf)
    broken = io.BytesIO()
    pdf.save(broken, fix_metadata_version=False)
    assert complaints(broken.getvalue()), f"{name}: nobody complains"
