"""The order of letters on a line, by the Unicode Bidirectional Algorithm (UAX #9). Rules go by their names there.

No library does it for us: they lack isolates and brackets, or a map of the order, or can't run in a browser.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence

DEEPEST = 125  # max_depth of BD2
MOST_BRACKETS = 63  # open at once, BD16
REMOVED = ("LRE", "RLE", "LRO", "RLO", "PDF", "BN")  # X9
EMBEDDING = {"RLE": (1, ""), "LRE": (0, ""), "RLO": (1, "R"), "LRO": (0, "L")}
ISOLATING = ("LRI", "RLI", "FSI")
NEUTRAL = frozenset(("B", "S", "WS", "ON", *ISOLATING, "PDI"))  # NI of N1
OF_LINE_END = frozenset(("WS", *ISOLATING, "PDI", *REMOVED))  # L1
COUNTS_AS = {"R": "R", "EN": "R", "AN": "R", "L": "L"}  # in N0 and N1
# Bidi_Paired_Bracket of Unicode 15, each opening one before its closing one
_PAIRS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309\u230a\u230b\u2329\u232a"
    "\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773\u2774\u2775\u27c5\u27c6\u27e6\u27e7\u27e8"
    "\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c\u298d\u2990"
    "\u298f\u298e\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db\u29fc\u29fd\u2e22\u2e23\u2e24"
    "\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008\u3009\u300a\u300b\u300c\u300d"
    "\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e\uff08"
    "\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
SAME_BRACKET = {"\u2329": "\u3008", "\u232a": "\u3009"}  # canonically equivalent, BD16
CLOSING = {one: SAME_BRACKET.get(other, other) for one, other in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
CLOSINGS = frozenset(_PAIRS[1::2])


def levels(text: str, base: int | None = None) -> list[int]:
    """The embedding level of each character of a paragraph whose own is `base` (0 runs from left to right, 1 from right
    to left), or that of its first strong letter. Characters that have no level (X9) have that of the one before."""
    classes = [unicodedata.bidirectional(character) or "L" for character in text]
    ends = _isolate_ends(classes)
    base = _first_strong(classes, 0, len(classes), ends) if base is None else base
    explicit, types = _explicit(classes, base, ends)
    found = list(explicit)
    for run in _sequences(classes, explicit, ends):
        before = _level_beside(run[0], -1, classes, explicit, base)
        is_open = classes[run[-1]] in ISOLATING and run[-1] not in ends
        after = base if is_open else _level_beside(run[-1], 1, classes, explicit, base)
        kinds = _resolved(text, run, [types[at] for at in run], classes, explicit[run[0]], (before, after))
        for at, kind in zip(run, kinds, strict=True):  # I1 and I2
            found[at] += kind != "R" if found[at] % 2 else {"L": 0, "R": 1}.get(kind, 2)
    for index, kind in enumerate(classes):
        if kind in REMOVED:
            found[index] = found[index - 1] if index else base
    return _line_ends(classes, found, base)


def visual_order(levels: Sequence[int]) -> list[int]:
    """The things of one line from left to right, each by its place in the order of reading (L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


def _isolate_ends(classes: Sequence[str]) -> dict[int, int]:
    """Where each isolate that begins has its end, both ways (BD9)."""
    ends: dict[int, int] = {}
    open_ones: list[int] = []
    for index, kind in enumerate(classes):
        if kind in ISOLATING:
            open_ones.append(index)
        elif kind == "PDI" and open_ones:
            start = open_ones.pop()
            ends[start], ends[index] = index, start
    return ends


def _first_strong(classes: Sequence[str], start: int, end: int, ends: dict[int, int]) -> int:
    """P2 and P3."""
    while start < end:
        kind = classes[start]
        if kind in ("L", "R", "AL"):
            return int(kind != "L")
        start = ends.get(start, end) if kind in ISOLATING else start
        start += 1
    return 0


class _Open:
    """The embeddings and isolates that are open at a place, each with its level, its override and whether it is an
    isolate (X1)."""

    def __init__(self, base: int) -> None:
        self.stack = [(base, "", False)]
        self.too_deep = self.too_deep_isolates = self.isolates = 0

    def begin(self, odd: int, override: str = "", *, isolate: bool = False) -> None:
        """X2 to X5c."""
        level = self.stack[-1][0]
        level += 1 if (level + 1) % 2 == odd else 2
        if level <= DEEPEST and not self.too_deep and not self.too_deep_isolates:
            self.stack.append((level, override, isolate))
            self.isolates += isolate
        elif isolate:
            self.too_deep_isolates += 1
        elif not self.too_deep_isolates:
            self.too_deep += 1

    def end_isolate(self) -> None:
        """X6a."""
        if self.too_deep_isolates:
            self.too_deep_isolates -= 1
        elif self.isolates:
            self.too_deep = 0
            while not self.stack.pop()[2]:
                pass
            self.isolates -= 1

    def end_embedding(self) -> None:
        """X7."""
        if self.too_deep_isolates:
            return
        if self.too_deep:
            self.too_deep -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()


def _explicit(classes: Sequence[str], base: int, ends: dict[int, int]) -> tuple[list[int], list[str]]:
    """X1 to X8: levels by embeddings and isolates alone, and classes as overrides make them."""
    found, types, opened = [base] * len(classes), list(classes), _Open(base)
    for index, kind in enumerate(classes):
        if kind in EMBEDDING:
            opened.begin(*EMBEDDING[kind])
        elif kind == "PDF":
            opened.end_embedding()
        elif kind == "PDI":
            opened.end_isolate()
        if kind in REMOVED or kind == "B":
            continue
        level, override, _ = opened.stack[-1]
        found[index] = level
        types[index] = override or kind
        if kind in ISOLATING:
            end = ends.get(index, len(classes))
            odd = _first_strong(classes, index + 1, end, ends) if kind == "FSI" else int(kind == "RLI")
            opened.begin(odd, isolate=True)
    return found, types


def _sequences(classes: Sequence[str], found: Sequence[int], ends: dict[int, int]) -> Iterator[list[int]]:
    """Isolating run sequences (X10), each as the places of its characters."""
    runs: list[list[int]] = []
    for index, kind in enumerate(classes):
        if kind in REMOVED:
            continue
        if runs and found[runs[-1][-1]] == found[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    begins = {run[0]: run for run in runs}
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in ends:
            continue  # it goes on from the run in which its isolate began
        sequence = list(run)
        while classes[sequence[-1]] in ISOLATING and sequence[-1] in ends:
            sequence += begins[ends[sequence[-1]]]
        yield sequence


def _level_beside(at: int, step: int, classes: Sequence[str], explicit: Sequence[int], base: int) -> int:
    """The level of the next character before (a step of -1) or after one that has any, or the paragraph's (X10)."""
    at += step
    while 0 <= at < len(classes):
        if classes[at] not in REMOVED:
            return explicit[at]
        at += step
    return base


def _resolved(
    text: str, run: list[int], kinds: list[str], classes: Sequence[str], level: int, around: tuple[int, int]
) -> list[str]:
    """The kinds of one sequence by W1 to N2, between things of the levels `around` it."""
    start, end = ("R" if max(level, other) % 2 else "L" for other in around)
    _weak(kinds, start)
    _brackets(text, run, kinds, classes, level, start)
    _neutral(kinds, level, start, end)
    return kinds


def _weak(kinds: list[str], start: str) -> None:
    """W1 to W7."""
    previous = start
    for index, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kinds[index] = "ON" if previous in (*ISOLATING, "PDI") else previous
        previous = kinds[index]
    strong = start
    for index, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":  # W2
            kinds[index] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    _beside_numbers(kinds)
    strong = start
    for index, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[index] = "L"


def _beside_numbers(kinds: list[str]) -> None:
    """W4 to W6."""
    for index in range(1, len(kinds) - 1):
        before, kind, after = kinds[index - 1 : index + 2]
        if before == after and (kind, before) in (("CS", "EN"), ("CS", "AN"), ("ES", "EN")):
            kinds[index] = before
    index = 0
    while index < len(kinds):
        end = index
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > index:
            beside = (kinds[index - 1] if index else "", kinds[end] if end < len(kinds) else "")
            kinds[index:end] = ["EN" if "EN" in beside else "ON"] * (end - index)
        index = end + 1
    kinds[:] = ["ON" if kind in ("ES", "CS") else kind for kind in kinds]


def _brackets(text: str, run: list[int], kinds: list[str], classes: Sequence[str], level: int, start: str) -> None:
    """N0: brackets in pairs take the direction of what is in them, or of what is before them."""
    own = "R" if level % 2 else "L"
    for one, other in _pairs(text, run, kinds):
        inside = {COUNTS_AS[kind] for kind in kinds[one + 1 : other] if kind in COUNTS_AS}
        if not inside:
            continue
        before = next((COUNTS_AS[kind] for kind in reversed(kinds[:one]) if kind in COUNTS_AS), start)
        kind = own if own in inside else before if before != own else own
        for place in (one, other):
            kinds[place] = kind
            mark = place + 1
            while mark < len(run) and classes[run[mark]] == "NSM":  # what stands on the bracket goes with it
                kinds[mark] = kind
                mark += 1


def _pairs(text: str, run: list[int], kinds: list[str]) -> list[tuple[int, int]]:
    """BD16: pairs of brackets in the order of their first ones, by their places in the sequence."""
    pairs: list[tuple[int, int]] = []
    open_ones: list[tuple[str, int]] = []
    for index, at in enumerate(run):
        if kinds[index] != "ON":
            continue
        character = text[at]
        if character in CLOSING:
            if len(open_ones) == MOST_BRACKETS:
                return []
            open_ones.append((CLOSING[character], index))
        elif character in CLOSINGS:
            wanted = SAME_BRACKET.get(character, character)
            place = next((at for at in range(len(open_ones) - 1, -1, -1) if open_ones[at][0] == wanted), None)
            if place is not None:
                pairs.insert(bisect_left(pairs, (open_ones[place][1], index)), (open_ones[place][1], index))
                del open_ones[place:]
    return pairs


def _neutral(kinds: list[str], level: int, start: str, end: str) -> None:
    """N1 and N2."""
    index = 0
    while index < len(kinds):
        stop = index
        while stop < len(kinds) and kinds[stop] in NEUTRAL:
            stop += 1
        if stop > index:
            before = COUNTS_AS[kinds[index - 1]] if index else start
            after = COUNTS_AS[kinds[stop]] if stop < len(kinds) else end
            kinds[index:stop] = [before if before == after else "R" if level % 2 else "L"] * (stop - index)
        index = stop + 1


def _line_ends(classes: Sequence[str], found: list[int], base: int) -> list[int]:
    """L1 for a text on one line: separators, and what is blank before them or at the end, are the paragraph's."""
    at_end = True
    for index in range(len(classes) - 1, -1, -1):
        if classes[index] in ("B", "S"):
            at_end = True
        elif classes[index] not in OF_LINE_END:
            at_end = False
        if at_end:
            found[index] = base
    return found
