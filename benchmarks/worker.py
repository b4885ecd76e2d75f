"""One long-lived process for one tool: it sets chunks of sheets as it is told, and says how long each took.

A line in is {"first": 0, "count": 10}; a line out is {"seconds": 0.1, "cpu": 0.1, "memory": 60.5}: time on the clock,
time of all processors, MB that the process holds.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.tools import BUILD, TOOLS, ours


def memory() -> float:
    """MB that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


def main(tool: str, programme: str = "six") -> None:
    """Work until there is nothing more to read."""
    make = ours(programme) if tool == "ours" else TOOLS[tool]()
    folder = BUILD / "out" / f"{tool}-{programme}"
    folder.mkdir(parents=True, exist_ok=True)
    for line in sys.stdin:
        wanted = json.loads(line)
        start, cpu = time.perf_counter(), time.process_time()
        for number in range(wanted["first"], wanted["first"] + wanted["count"]):
            make(number, folder / f"{number % 1000}.pdf")
        took = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu, "memory": memory()}
        print(json.dumps(took), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
