"""Folders of a clinic that something has happened to, made from a seed: texts, bytes, names and kinds of files."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
LIBRARY = HERE.parent
POSED = "forward-lunge"
KINDS = ("conditions", "exercises", "programmes")

PRESCRIPTION = """format: 1
programme: ankle-pair
patient: {name: Zoë Łuk, born: 1980-02-01}
side: left
start: 2026-03-02
weeks: 3
exercises:
  - {exercise: ankle-rock, dose: {sets: 1, repetitions: 10}, note: Slowly.}
  - heel-raise
contraindications: []
"""
LAYOUT = """{% extends "bundled:exercises.xml.j2" %}
{% block ending %}
<paragraph>{{ clinic.name }} and {{ words.page.version | said(sheet="a", version="b") }}</paragraph>
{{ super() }}
{% endblock %}
"""
PEOPLE = "name,born,start,side,note\nAda Łuk,1980-02-01,2026-03-02,left,Slowly\nBo Çelik,1990-12-24,2026-03-03,,\n"
MERGE = "format: 1\ndate_order: dmy\nheaders:\n  - {name: ours, columns: {name: name, born: born}}\n"
REVIEWS = "format: 1\nreviews:\n  - {id: ankle-pair, hash: 000000000000, by: A Tester, date: 2026-01-02}\n"
PLACES = ("data/exercises", "data/conditions", "data/programmes", "layouts", "prescriptions", "fonts", "data")

NASTY = (
    "",
    "~",
    "[]",
    "{}",
    "-1",
    "0",
    "1e999",
    "9999999999999",
    "2026-02-31",
    "9999-12-31",
    "ask",
    "5 to 2",
    "&a [*a]",
    "*missing",
    "!!python/object:os.system x",
    "'",
    '"\\0"',
    '"\\ud800"',
    "|",
    "- - - -",
    "? a",
    "{{ 7 * 7 }}",
    "{% for i in range(99999) %}x{% endfor %}",
    "<b>&amp;</b>",
    "]]>",
    "é" * 40,
    "\u202eabc",
    "\u0627\u0644\u0639",
    "\u5c0f",
    "\U0001f600",
    "a\u0301\u0302\u0303\u0304",
    "\u00ad\u200d\u200b",
    "\x07",
    "\x85",
    "\ufeff",
    "../../../etc/passwd",
    "/dev/zero",
    "nul\\0",
    "a/b",
    "x" * 4000,
    "x" * 60_000,
    "word " * 2000,
    "#ffffff",
    "https://x.example/" + "y" * 3000,
)
DRAWN = (
    '<use href="#a"/>',
    '<g id="a"><use href="#a"/></g>',
    '<rect width="1e30" height="-1" fill="url(#none)"/>',
    '<path d="M0 0 L1e308 1e308 Z A1 1 0 5 5 x"/>',
    '<image href="file:///etc/passwd"/>',
    "<style>* { fill: rgb(1 2 3) !important }</style>",
    "<text>letters</text>",
    '<svg viewBox="0 0 0 0"><circle r="nan"/></svg>',
    '<g transform="scale(0) rotate(1e9) matrix(1)"><path stroke="#f00" stroke-dasharray="0 0" d="M0 0h9"/></g>',
)


def seedbed(folder: Path) -> None:
    """The test clinic with one file of every kind."""
    shutil.copytree(HERE / "clinic", folder)
    for name in ("layouts", "prescriptions", "fonts"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "prescriptions/one.yaml").write_text(PRESCRIPTION, "utf-8")
    (folder / "layouts/exercises.xml.j2").write_text(LAYOUT, "utf-8")
    (folder / "people.csv").write_text(PEOPLE, "utf-8")
    (folder / "merge.yaml").write_text(MERGE, "utf-8")
    (folder / "reviews.yaml").write_text(REVIEWS, "utf-8")
    for table in ("styles.yaml", "glossary.yaml", "languages/en.yaml", f"exercises/{POSED}.yaml"):
        (folder / "data" / table).parent.mkdir(exist_ok=True)
        shutil.copy(LIBRARY / "data" / table, folder / "data" / table)
    programme = folder / "data/programmes/ankle-pair.yaml"
    text = programme.read_text("utf-8").replace("phases:", f"  - {POSED}\nphases:")
    programme.write_text(text, "utf-8")


def small_library(folder: Path, *names: str) -> Path:
    """The bundled library with the conditions, programmes and exercises of these names alone, and with what they name,
    in English: what goes through all that there is takes as long as ever, however much the library holds."""
    for part in ("layouts", "fonts", "data"):
        shutil.copytree(LIBRARY / part, folder / part, ignore=shutil.ignore_patterns("translations"))
    there = {path.stem: path for kind in KINDS for path in (folder / "data" / kind).glob("*.yaml")}
    kept, waiting = set[str](), set(names)
    while waiting:
        kept |= waiting
        said = set(re.findall(r"(?<![\w-])[a-z0-9-]+", " ".join(there[name].read_text("utf-8") for name in waiting)))
        waiting = (said & there.keys()) - kept
    for name in there.keys() - kept:
        there[name].unlink()
    return folder


# What can happen to the text of a file


def _lose_a_line(lines: list[str], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


def _double_a_line(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at:at] = [lines[at]] * chance.choice((1, 1, 3, 400))


def _swap_lines(lines: list[str], chance: random.Random) -> None:
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]


def _shift_a_line(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((" ", "    ", "\t")) + lines[at] if chance.random() < 0.5 else lines[at].lstrip()


def _another_value(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon} {chance.choice(NASTY)}" if colon else chance.choice(NASTY)


def _letters_between(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    place = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + chance.choice(NASTY) + lines[at][place:]


def _another_key(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    key, colon, rest = lines[at].partition(":")
    lines[at] = key[:-1] + chance.choice("xsé ") + colon + rest


def _cut_short(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at:] = [lines[at][: chance.randrange(len(lines[at]) + 1)]]


def _another_number(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    digits = [place for place, letter in enumerate(lines[at]) if letter.isdigit()]
    if digits:
        place = chance.choice(digits)
        lines[at] = lines[at][:place] + chance.choice(("0", "-3", "77", "9999", "1.5")) + lines[at][place + 1 :]


def _draw_more(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = lines[at].replace(">", ">" + chance.choice(DRAWN), 1)


_ON_LINES: tuple[Callable[[list[str], random.Random], None], ...] = (
    _lose_a_line,
    _double_a_line,
    _swap_lines,
    _shift_a_line,
    _another_value,
    _another_value,
    _letters_between,
    _letters_between,
    _another_key,
    _cut_short,
    _another_number,
)


def _change_text(path: Path, chance: random.Random) -> str:
    lines = path.read_text("utf-8", "surrogateescape").split("\n") or [""]
    change = chance.choice((*_ON_LINES, *((_draw_more,) * 8 if path.suffix == ".svg" else ())))
    change(lines, chance)
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    return change.__name__


def _change_bytes(path: Path, chance: random.Random) -> str:
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 3, 30))):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data[: chance.choice((len(data), len(data), chance.randrange(len(data) + 1)))])
    return "bytes"


def _replace(path: Path, chance: random.Random) -> str:
    what = chance.choice(("pipe", "folder", "empty", "binary", "utf-16", "cp1252", "large", "loop", "outside", "gone"))
    data = path.read_bytes()
    path.unlink()
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    elif what in ("loop", "outside"):
        path.symlink_to(path if what == "loop" else "/etc/passwd")
    elif what != "gone":
        text = data.decode("utf-8", "replace")
        contents = {
            "empty": b"",
            "binary": chance.randbytes(500),
            "utf-16": text.encode("utf-16"),
            "cp1252": text.encode("cp1252", "replace") + b"\xe9",
            "large": data + b"\n# x" * 400_000,
        }
        path.write_bytes(contents[what])
    return what


def _rename(path: Path, chance: random.Random) -> str:
    name = chance.choice((path.name.upper(), path.stem + ".yml", "a b.yaml", "é.yaml", path.stem + "-2" + path.suffix))
    target = path.parent / name
    if not target.exists():
        path.rename(target)
    return f"called {name}"


def _move(path: Path, chance: random.Random, folder: Path) -> str:
    target = folder / chance.choice(PLACES) / path.name
    if not target.exists():
        shutil.copy(path, target)
    return f"copied to {target.relative_to(folder)}"


def _own_font(folder: Path) -> Path:
    """A font of the clinic's own that its brand names."""
    shutil.copytree(LIBRARY / "fonts", folder / "fonts", dirs_exist_ok=True)
    return folder / "fonts/noto-sans/NotoSans_400Regular.ttf"


def happened(folder: Path, chance: random.Random) -> list[str]:
    """Change a workspace in one to three places; -> what was done, in words."""
    said = []
    if chance.random() < 0.04:
        path = _own_font(folder)
        clinic = folder / "clinic.yaml"
        clinic.write_text(clinic.read_text("utf-8") + "  font: noto-sans\n", "utf-8")
        said.append(f"{path.name}: {_change_bytes(path, chance)}")
    for _ in range(chance.choice((1, 1, 2, 3))):
        files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".ttf", ".txt"))
        if not files:
            return said
        path = chance.choice(files)
        drawn, weight = chance.random(), 0.93 if path.suffix != ".png" else 0.0
        if drawn < weight * 0.85:
            what = _change_text(path, chance)
        elif drawn < 0.9:
            what = _change_bytes(path, chance)
        elif drawn < 0.96:
            what = _replace(path, chance)
        elif drawn < 0.98:
            what = _rename(path, chance)
        else:
            what = _move(path, chance, folder)
        said.append(f"{path.relative_to(folder)}: {what}")
    return said
