"""The command from a bare checkout: python generate.py --help"""

import sys

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
