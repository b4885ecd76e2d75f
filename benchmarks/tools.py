"""The tools that are compared, each as a function that sets one patient's pages from ready data and writes the file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from handouts.batch.run import collect_seldom

HERE = Path(__file__).parent
ROOT = HERE.parent
BUILD = ROOT / "build" / "bench"
Setter = Callable[[int, Path], None]


def ours(programme: str = "six") -> Setter:
    """Handouts, with all that it keeps between sheets."""
    from benchmarks.sheets import our_sheet

    collect_seldom()
    return lambda number, path: path.write_bytes(our_sheet(number, programme)) and None


def ours_forgetting(programme: str = "six") -> Setter:
    """Handouts, with no text or boxes kept between sheets; faces, figures and logos are."""
    from benchmarks.forget import forget
    from benchmarks.sheets import our_sheet

    collect_seldom()

    def make(number: int, path: Path) -> None:
        forget()
        path.write_bytes(our_sheet(number, programme))

    return make


def typst() -> Setter:
    """typst with its kept compiler and the one family; its files are tagged as they come."""
    import typst as engine

    place()
    compiler = engine.Compiler(
        str(BUILD / "sheet.typ"), root=str(BUILD), font_paths=[str(BUILD / "fonts")], ignore_system_fonts=True
    )

    def make(number: int, path: Path) -> None:
        compiler.compile(output=str(path), sys_inputs={"data": data_of(number)})

    return make


def weasyprint() -> Setter:
    """WeasyPrint with its shared font configuration, a parsed style sheet, kept pictures and tags (PDF/UA)."""
    from jinja2 import Environment, FileSystemLoader
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    place()
    fonts = FontConfiguration()
    template = Environment(loader=FileSystemLoader(BUILD), autoescape=True).get_template("sheet.html.j2")
    data = json.loads(data_of(0))
    colours = data["colours"]
    variables = f":root {{ --primary: {colours['primary']}; --tint: {colours['tint']}; }}\n"
    looks = "".join(_rule(name, look) for name, look in data["styles"].items())
    text = variables + looks + (BUILD / "sheet.css").read_text("utf-8")
    style = CSS(string=text, base_url=str(BUILD) + "/", font_config=fonts)
    kept: dict[str, Any] = {}

    def make(number: int, path: Path) -> None:
        markup = template.render(**json.loads(data_of(number)))
        page = HTML(string=markup, base_url=str(BUILD) + "/")
        page.write_pdf(str(path), stylesheets=[style], font_config=fonts, cache=kept, pdf_tags=True)

    return make


def _rule(name: str, look: dict[str, Any]) -> str:
    """A text style as CSS; that of a card's name has another class than a card."""
    name = "card-name" if name == "card" else name
    font = f"{'bold' if look['bold'] else 'normal'} {look['size']}pt/{look['leading']}pt Hyperlegible"
    return f".{name} {{ font: {font}; color: {look['colour']}; }}\n"


def platypus() -> Setter:
    """ReportLab's own Platypus. It makes no tags, and places the pictures as forms that were drawn once."""
    from benchmarks.templates.platypus_sheet import make_sheet

    place()

    def make(number: int, path: Path) -> None:
        make_sheet(json.loads(data_of(number)), path, BUILD)

    return make


TOOLS: dict[str, Callable[[], Setter]] = {
    "ours": ours,
    "ours-forgetting": ours_forgetting,
    "typst": typst,
    "weasyprint": weasyprint,
    "platypus": platypus,
}


def data_of(number: int) -> str:
    """The blocks of a patient's pages, which were written before."""
    return (BUILD / "data" / f"{number}.json").read_text("utf-8")


def place() -> None:
    """Put templates and fonts where the tools look for them."""
    for template in (HERE / "templates").iterdir():
        if template.is_file():
            shutil.copy(template, BUILD / template.name)
    (BUILD / "fonts").mkdir(exist_ok=True)
    folder = ROOT / "fonts" / "atkinson-hyperlegible-next"
    for file in folder.glob("*.ttf"):
        shutil.copy(file, BUILD / "fonts" / ("bold.ttf" if "Bold" in file.name else "regular.ttf"))
