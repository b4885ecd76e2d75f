"""Writes docs/schema/*.json from the types: python docs/make_schema.py"""

import json
from pathlib import Path

from handouts.content.load import TYPES

FOLDER = Path(__file__).parent / "schema"


def schemas() -> dict[str, str]:
    """The JSON Schema of each kind of file, by its file name."""
    return {
        f"{kind}.json": json.dumps(model.model_json_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        for kind, model in TYPES.items()
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, "utf-8")
