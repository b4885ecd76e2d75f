"""What is installed here in other versions than the locks name, and what the ranges of all keep back: `make newest`."""

import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement

PIN = re.compile(r"^[a-z0-9.-]+==[^\\]+", re.MULTILINE)


def main() -> None:
    """Print a line for each package that moved, then what is newer than some package's range of it."""
    pins = [Requirement(line) for line in PIN.findall((Path(__file__).parent / "dev.txt").read_text("utf-8"))]
    here = [pin for pin in pins if pin.marker is None or pin.marker.evaluate()]
    found = {dist.name.lower().replace("_", "-"): dist.version for dist in distributions()}
    moved = [f"{pin} -> {found.get(pin.name)}" for pin in here if found.get(pin.name) != str(pin.specifier)[2:]]
    print("Other than the locks:", *moved or ["nothing"], sep="\n  ")
    print("Kept back by somebody's range:", flush=True)
    subprocess.run([sys.executable, "-m", "pip", "list", "--outdated", "--exclude-editable"], check=True)


if __name__ == "__main__":
    main()
