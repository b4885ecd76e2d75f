"""A sheet with the clinician's language small beside the patient's: who does not read one teaches from the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handouts.content.library import Library
from handouts.content.translatable import refuse_unknown
from handouts.files.problems import ContentError, order_problem
from handouts.resolve.handout import resolve, spoken_in
from handouts.resolve.order import Order
from handouts.resolve.resolved import Handout


def with_language_beside(handout: Handout, order: Order, language: str, library: Library, today: date) -> Handout:
    """The sheet with the same one in another language beside it. Raises ContentError."""
    if language == spoken_in(order, library):
        hint = "Name another one, or leave it out."
        raise ContentError([order_problem("beside", "is the language of the sheet.", hint)])
    refuse_unknown(language, library, "beside")
    own = library.fresh()
    other = resolve(replace(order, language=language, beside=None), own, today)
    library.needs.others.update(own.needs.paths)
    unchecked = tuple(dict.fromkeys((*handout.unchecked, *other.unchecked)))
    return replace(handout, beside=other, unchecked=unchecked, drafts=handout.drafts | other.drafts)
