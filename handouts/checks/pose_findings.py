"""What the linter of poses finds, kept: it takes as long as drawing them, and poses seldom change."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from handouts.checks.poses import Finding, lint
from handouts.figures.poses import PosedFigure
from handouts.figures.proportions import Look
from handouts.files import cache
from handouts.files.program import program_digest
from handouts.reuse.store import reused
from handouts.reuse.stores import POSES

FOUND_BY = ("checks/pose*.py", "figures/*.py", "drawing/shapes.py")  # no change of these files meets an old finding


@reused(POSES)
def findings(figure: PosedFigure, look: Look) -> tuple[Finding, ...]:
    """Everything that is wrong with a figure's pictures, found once for all processes."""
    of = f"{program_digest(*FOUND_BY)} {figure.model_dump_json()} {asdict(look)}"
    name = f"{hashlib.sha256(of.encode()).hexdigest()[:32]}.findings"
    known = cache.kept(name)
    if known is not None:
        return tuple(Finding(tuple(path), *said) for path, *said in json.loads(known))
    found = lint(figure, look)
    cache.keep(name, json.dumps(found).encode())
    return found
