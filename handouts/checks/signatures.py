"""Signatures that no longer hold, and doses that wait for one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handouts.checks.budgets import surroundings_for_checks
from handouts.content.clinic import Reviews
from handouts.content.library import Library
from handouts.content.model import Condition
from handouts.content.standard_doses import StandardDoses
from handouts.files.problems import Ask, Command, Problem
from handouts.files.workspace import SIGNED_KINDS
from handouts.resolve.signing import STANDARD_DOSES, doses_review

NOT_SIGNED = {
    "unsigned": "are not signed",
    "stale": "have changed since they were signed",
    "expired": "were signed for a time that is over",
}


def check_signatures(library: Library, today: date) -> Iterator[Problem]:
    """Signatures that have run out or that are for nothing, and what is wrong with a clinic's standard doses."""
    file = library.of_clinic(Reviews)
    sign = (Ask("by", ("A. Name",)),)
    for index, review in enumerate(file.content.reviews if file else ()):
        assert file is not None
        place = ("reviews", index)
        known = review.id == STANDARD_DOSES or any(library.workspace.has(kind, review.id) for kind in SIGNED_KINDS)
        if not known:
            yield file.problem(place, f'no content has the id "{review.id}".', "Take it away.")
        elif review.until and review.until < today:
            message = f'the check of "{review.id}" ran out on {review.until}.'
            again = Command("review", (review.id,), sign)
            yield file.problem(place, message, "Check it again.", "review-expired", again)
    doses = library.of_clinic(StandardDoses)
    if doses is None:
        return
    for name in doses.content.conditions:
        library.get(Condition, name, doses, ("conditions", name))
    words, _ = surroundings_for_checks(library)
    state = doses_review(doses.content, library, today, words).state
    if state in NOT_SIGNED:
        message = f"the doses {NOT_SIGNED[state]}: no sheet prints them."
        yield doses.problem((), message, "Sign them.", "doses-unsigned", Command("review", ("doses",), sign))
