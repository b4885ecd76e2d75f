"""Drafts while their pages are open: in memory alone, the last few, for an hour. A page that is loaded anew finds its
own again; of two pages with the same draft the older one is told."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from handouts.desk.asked import Asked

MOST = 20  # drafts
IDLE = 3600.0  # seconds
ID = re.compile(r"[0-9a-f]{32}\Z")  # 128 bits


@dataclass(slots=True)
class Drafts:
    """The drafts by their ids, each with the tab that has it and the second of its last use."""

    clock: Callable[[], float] = monotonic
    _kept: OrderedDict[str, tuple[Asked, str, float]] = field(default_factory=OrderedDict, repr=False)

    def keep(self, name: str, tab: str, draft: Asked) -> bool:
        """Remember a draft of a tab; -> whether another tab has it meanwhile, and then nothing is kept."""
        self._forget_idle()
        if not ID.match(name) or not ID.match(tab):
            return False
        there = self._kept.get(name)
        if there and there[1] != tab:
            return True
        self._kept[name] = (draft, tab, self.clock())
        self._kept.move_to_end(name)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
        return False

    def take(self, name: str, tab: str) -> Asked | None:
        """The draft of that id for a tab, which has it from now on; None where there is none."""
        self._forget_idle()
        there = self._kept.get(name)
        if there is None or not ID.match(tab):
            return None
        self._kept[name] = (there[0], tab, self.clock())
        return there[0]

    def _forget_idle(self) -> None:
        oldest = self.clock() - IDLE
        for name in [name for name, each in self._kept.items() if each[2] < oldest]:
            del self._kept[name]
