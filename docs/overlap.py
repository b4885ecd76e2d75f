"""Tells where content shares a run of 8 words with a source: python docs/overlap.py FOLDER

FOLDER holds the texts of sources as .txt, outside of the repository: a run so long is a sentence carried over.
"""

import re
import sys
from pathlib import Path

RUN = 8  # words
DATA = Path(__file__).parent.parent / "data"
TITLES = "sources.yaml"  # they are theirs


def runs(text: str) -> list[tuple[str, ...]]:
    """Every run of words of a text."""
    words = re.findall(r"[\w']+", text.lower())
    return [tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]


def main() -> int:
    """Print each run that is shared, by file."""
    texts = {path.name: set(runs(path.read_text("utf-8"))) for path in sorted(Path(sys.argv[1]).glob("*.txt"))}
    found = [
        f"{path.relative_to(DATA)}: {' '.join(run)} ({name})"
        for path in sorted(DATA.rglob("*.yaml"))
        if path.name != TITLES
        for run in runs(path.read_text("utf-8"))
        for name, known in texts.items()
        if run in known
    ]
    print(*found, f"{len(found)} runs of {RUN} words in {len(texts)} texts", sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
