"""Booklets: sheets whose pages are half as large, on paper that is folded in the middle."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.content.library import Library
from handouts.content.looks import STANDARD, Styles
from handouts.layout.style import PAPERS
from handouts.pdf.imposition import booklet


def usual_profile(library: Library, *, as_booklet: bool) -> str:
    """The profile that is taken where none is named. Raises ContentError."""
    if not as_booklet:
        return STANDARD
    profiles = library.problems.stop_without(library.table(Styles)).profiles
    return next((name for name, each in profiles.items() if each.booklet), STANDARD)


def small_letters(profile: str, library: Library) -> Iterator[str]:
    """How small letters get in a booklet, in a profile that isn't made for it."""
    chosen = library.problems.stop_without(library.table(Styles)).profiles.get(profile)
    if chosen and not chosen.booklet:
        size = chosen.smallest * booklet(1, PAPERS["a4"]).places[0].scale
        larger = usual_profile(library, as_booklet=True)
        yield f"booklet: its smallest letters are {size:.1f} points. In the profile {larger} they are easier to read."
