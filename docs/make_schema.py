"""Writes docs/schema/*.json from the types: python docs/make_schema.py"""

import json
from pathlib import Path

from handouts.content.clinic import Clinic, Language, Reviews
from handouts.content.layout_head import LayoutHead
from handouts.content.looks import Fonts, Styles, Themes
from handouts.content.merge_file import MergeFile
from handouts.content.model import Condition, Exercise, Programme
from handouts.content.prescription import Prescription
from handouts.content.standard_doses import StandardDoses
from handouts.content.tables import Contraindications, Glossary, Sources, UrgentSigns
from handouts.content.translation import Translation
from handouts.exchange.open_data import OpenLibrary
from handouts.files.written import File

FOLDER = Path(__file__).parent / "schema"
FILES: tuple[type[File], ...] = (
    *(Condition, Exercise, Programme, Prescription, Language, Clinic, Reviews, StandardDoses, MergeFile, Translation),
    *(Sources, UrgentSigns, Contraindications, Glossary, Fonts, Styles, Themes, LayoutHead, OpenLibrary),
)


def schemas() -> dict[str, str]:
    """The JSON Schema of each kind of file, by its file name."""
    return {
        f"{file.kind}.json": json.dumps(file.model_json_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        for file in FILES
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, "utf-8")
