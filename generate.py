"""The command from a bare checkout: python generate.py --help"""

import gc
import sys

gc.disable()  # a run is over before there is anything to collect, and the imports make nothing else
if sys.version_info < (3, 11):
    sys.exit("Handouts needs Python 3.11 or newer.")
try:
    from handouts.cli.app import main
except ModuleNotFoundError as missing:
    if (missing.name or "").startswith("handouts"):
        raise
    sys.exit(f"{missing.name} is not installed here. Run: make setup   (or: python -m pip install -e .)")

if __name__ == "__main__":
    main()
