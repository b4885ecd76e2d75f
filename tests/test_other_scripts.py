"""Letters of other scripts: which family sets them, where their lines end, and how those come that are too large."""

from __future__ import annotations

import hashlib
import os
import re
import tarfile
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from handouts import ContentError, Order, Workspace, make
from handouts.content.library import Library
from handouts.content.looks import Fonts
from handouts.exchange.font_packages import add_fonts
from handouts.files.problems import Ask, Command
from handouts.layout.blocks import Span
from handouts.layout.style import Spacing
from handouts.reuse.stores import FACES, forget
from handouts.sheets.pages import for_letters
from handouts.sheets.sheet import NOT_TYPED
from handouts.typeset.breaks import breaks, class_of, ends_in
from handouts.typeset.fonts import font_book
from handouts.typeset.inline import lines_of
from tests.commands import command
from tests.conftest import HERE, TODAY, ground
from tests.other_scripts import clinic_in, said_in
from tests.structure import read

UNICODE = Path("/usr/share/unicode")  # Debian: unicode-data
# a pictograph that Unicode keeps for later, and the colour of a skin: fonts have neither
EXCEPTIONS = ("\u00d7 1F02C \u00d7 1F3FF \u00f7",)
CHINESE = "面对墙壁单脚站立，然后慢慢抬起脚跟（10 次）。每天“两次”，每次 2×500 毫克！"
LINES = (  # of LineBreakTest.txt: ideographs, brackets, numbers, kana, marks, Hangul, flags
    "\u00d7 4E00 \u00f7 4E00 \u00f7",
    "\u00d7 4E00 \u00d7 3001 \u00f7 4E00 \u00f7",
    "\u00d7 4E00 \u00f7 300C \u00d7 4E00 \u00d7 300D \u00f7",
    "\u00d7 3042 \u00d7 3041 \u00f7 4E00 \u00d7 30FC \u00f7",
    "\u00d7 0024 \u00d7 0031 \u00d7 002E \u00d7 0035 \u00d7 0025 \u00f7 4E00 \u00f7",
    "\u00d7 4E00 \u00d7 0308 \u00d7 0020 \u00f7 0028 \u00d7 0031 \u00d7 0029 \u00f7",
    "\u00d7 AC00 \u00d7 11A8 \u00f7 AC01 \u00f7",
    "\u00d7 1F1E6 \u00d7 1F1E7 \u00f7 1F1E8 \u00d7 1F1E9 \u00f7",
)


def wrong_lines(lines: list[str]) -> list[str]:
    """Lines of Unicode's test in which ours end elsewhere."""
    return [line for line in lines if not holds(line)]


def holds(line: str) -> bool:
    signs = re.findall("[\u00d7\u00f7]|[0-9A-F]{4,}", line)
    text = "".join(chr(int(code, 16)) for code in signs[1::2])
    return list(breaks(text)) == [at for at, sign in enumerate(signs[::2]) if sign == "\u00f7" and 0 < at < len(text)]


def unicode_file(name: str) -> list[str]:
    """The lines of a file of Unicode's; skips the test where it is not installed."""
    if not (UNICODE / name).is_file() and not os.environ.get("EVERY_READER"):
        pytest.skip(f"{UNICODE / name} is not on this machine")
    lines = (line.partition("#")[0].strip() for line in (UNICODE / name).read_text("utf-8").splitlines())
    return [line for line in lines if line]


def test_lines_end_where_unicode_has_it() -> None:
    assert wrong_lines(list(LINES)) == []


@pytest.mark.library
def test_lines_end_where_unicode_has_it_in_every_line() -> None:
    assert wrong_lines(unicode_file("auxiliary/LineBreakTest.txt")) == list(EXCEPTIONS)


@pytest.mark.library
def test_letters_of_our_fonts_have_the_classes_that_unicode_gives_them() -> None:
    """Those of Latin, Greek, Cyrillic, Arabic, Hebrew and Devanagari, and all that Chinese is written with."""
    kinds = {}
    for line in unicode_file("LineBreak.txt"):
        codes, kind = line.split(";")
        first, _, last = codes.strip().partition("..")
        if int(first, 16) < 0x10000:
            kinds |= dict.fromkeys(range(int(first, 16), int(last or first, 16) + 1), kind.strip())
    used = [*range(0x20, 0x530), *range(0x590, 0x700), *range(0x900, 0x980), *range(0x2000, 0x2070)]
    used += [*range(0x3000, 0x3100), *range(0x4E00, 0xA000), *range(0xFF00, 0xFF61)]
    resolved = {"AI": "AL", "CJ": "NS"}  # LB1
    wrong = {}
    for code in used:
        found, wanted = class_of(chr(code)), resolved.get(kinds.get(code, "XX"), kinds.get(code, "XX"))
        if found != wanted and unicodedata.category(chr(code)) != "Cn":
            wrong[f"{code:04X}"] = found, wanted
    assert wrong == {}


@pytest.mark.parametrize("tag", ["lo-LA", "km", "my"])
def test_a_language_whose_lines_need_a_list_of_words_is_refused(clinic: Path, tag: str) -> None:
    (clinic / "data/languages").mkdir(exist_ok=True)
    (clinic / "data/languages/xx.yaml").write_text(f"format: 1\nname: Other\ntag: {tag}\n", "utf-8")
    with pytest.raises(
        ContentError, match=r"xx\.yaml:3: tag: is a language whose words no space parts: its lines can't"
    ):
        make(Order("ankle-pair", "log", language="xx"), Workspace.open(clinic), today=TODAY)


def test_chinese_lines_end_between_letters_and_never_before_a_stop() -> None:
    parts = [CHINESE[a:b] for a, b in zip([0, *breaks(CHINESE)], [*breaks(CHINESE), len(CHINESE)], strict=True)]
    assert len(parts) > 20
    assert not [part for part in parts if part[0] in "，。）”！" or part.rstrip()[-1] in "（“"]
    assert {"2×500 ", "立，", "（10 ", "次）。"} <= set(parts)


def test_thai_lines_end_between_words_and_never_within_a_syllable() -> None:
    thai = "ยืนตัวตรงและยกส้นเท้าขึ้นช้าๆ ทำ 10 ครั้ง ก่อนพัก 1 นาที"
    (ends,) = ends_in([thai])
    parts = [thai[a:b] for a, b in pairwise((0, *sorted(ends), len(thai)))]
    assert parts[:7] == ["ยืน", "ตัว", "ตรง", "และ", "ยก", "ส้น", "เท้า"]
    assert not [part for part in parts if part[0] in "ๆะา" or part[-1] in "เแโใไ" or unicodedata.combining(part[0])]
    style, fonts = ground("th")
    lines = lines_of((Span(thai),), style.text["body"], 60, fonts)
    assert len(lines) > 4
    assert "".join("".join(piece.shaped.text for piece in line.pieces) for line in lines).replace(
        " ", ""
    ) == thai.replace(" ", "")


def test_a_thai_name_stands_on_an_english_sheet(clinic: Path) -> None:
    made = make(
        Order("ankle-pair", "log", typed={"patient": {"name": "สมชาย ใจดี"}}), Workspace.open(clinic), today=TODAY
    )
    assert "สมชาย ใจดี" in read(made.data).text


def test_words_of_scripts_with_spaces_end_at_these_alone() -> None:
    style, fonts = ground("de")
    (line,) = lines_of((Span("Haus-Übung und/oder \u00bbso\u00ab"),), style.text["body"], 1000, fonts)
    assert [piece.shaped.text for piece in line.pieces if piece.shaped.text != " "] == [
        *("Haus-Übung", "und/oder", "\u00bbso\u00ab"),
    ]


@pytest.mark.parametrize(
    ("language", "family"),
    [
        *(("en-GB", "Atkinson"), ("pl", "Atkinson"), ("tr", "Atkinson"), ("es", "Atkinson"), ("de", "Atkinson")),
        *(("uk", "Noto Sans"), ("el", "Noto Sans"), ("vi", "Noto Sans"), ("hi", "Noto Sans Devanagari")),
        *(("ar", "Noto Sans Arabic"), ("he", "Noto Sans Hebrew"), ("th", "Noto Sans Thai")),
    ],
)
def test_a_language_has_its_family(language: str, family: str) -> None:
    """And a sheet of it is in that alone, with all that it says in other letters."""
    style, fonts = ground(language, int(language in ("ar", "he")))
    assert fonts.families[0].name.startswith(family)
    assert (for_letters(style, fonts) is style) == (language not in ("ar", "hi", "th"))
    words = said_in(language)("A and B 1 2") if language[:2] not in ("en",) else "and"
    (line,) = lines_of((Span(words),), style.text["body"], 1000, fonts)
    assert {piece.shaped.face for piece in line.pieces} == {fonts.families[0].regular}


def test_a_sheet_in_hindi_opens_no_other_font(tmp_path: Path) -> None:
    place = clinic_in(tmp_path, "hi", said_in("hi"))
    forget("FACES", "FONT_BOOKS")
    make(Order("ankle-pair", "log"), place, today=TODAY)
    assert len(FACES) == 2
    assert NOT_TYPED in make(Order("ankle-pair", "log", fillable=True), place, today=TODAY).notes


# -- letters that are too large to come with the program ---------------------------------------------------------------

BOXES = (HERE / "fonts/boxes.ttf").read_bytes()


@pytest.fixture
def package(clinic: Path, tmp_path: Path) -> Path:
    """A package of two fonts, which the clinic's fonts.yaml offers for a language."""
    place = tmp_path / "boxes.tgz"
    folder = tmp_path / "package"
    folder.mkdir()
    chosen = {}
    for name, data in {"regular": BOXES, "bold": BOXES, "licence": b"Licence"}.items():
        (folder / f"{name}.ttf").write_bytes(data)
        chosen[name] = {"file": f"{name}.ttf", "sha256": hashlib.sha256(data).hexdigest()}
    chosen["licence"]["name"] = "Licence of Boxes"
    with tarfile.open(place, "w:gz") as archive:
        archive.add(folder, "package")
    packed = {"languages": ["ja"], "scripts": ["Japanese"], "package": "boxes", "version": "1", "megabytes": 1}
    ours = {"regular": "plain.ttf", "bold": "plain.ttf", "languages": ["qps"]}
    offered = {"format": 1, "families": {"Plain": ours}, "downloads": {"Boxes 1": packed | chosen}}
    (clinic / "fonts").mkdir(exist_ok=True)
    (clinic / "fonts/plain.ttf").write_bytes(BOXES)
    text = yaml.safe_dump(offered, sort_keys=False).replace("families:", "families: # ours")
    (clinic / "fonts/fonts.yaml").write_text(text, "utf-8")
    return place


def test_letters_that_are_not_there_are_named_with_the_command_that_fetches_them() -> None:
    shelf = Library(Workspace.open())
    with pytest.raises(ContentError, match=r"yaml:\d+: downloads\.Noto Sans SC: .* not on this machine: 57 MB") as told:
        font_book(shelf.workspace, None, shelf, Spacing(), "zh-Hans")
    assert told.value.problems[0].ways == (Command("fonts", ("add", "zh-Hans")),)


@pytest.mark.parametrize("name", ["--registry=http://x.example", "someone/boxes", "https://x.example/boxes.tgz", "-g"])
def test_a_package_is_a_name_and_no_option_or_address(clinic: Path, package: Path, name: str) -> None:
    path = clinic / "fonts/fonts.yaml"
    path.write_text(path.read_text("utf-8").replace("package: boxes", f"package: {name}"), "utf-8")
    library = Library(Workspace.open(clinic))
    with pytest.raises(ContentError):
        add_fonts("ja", library, package)
    assert any("package: is not written in the right way" in str(problem) for problem in library.problems)


def test_what_a_clinic_s_folder_names_is_not_fetched(clinic: Path, package: Path) -> None:
    """Whoever hands a folder over does not decide for what the network is asked."""
    with pytest.raises(ContentError, match=r"^fonts/fonts\.yaml:\d+: downloads\.Boxes 1: is not fetched") as told:
        add_fonts("ja", Library(Workspace.open(clinic)))
    assert told.value.problems[0].ways == (Ask("package", ("FILE",)),)


def test_they_are_added_to_the_clinic_s_folder(clinic: Path, package: Path) -> None:
    written = add_fonts("ja", Library(Workspace.open(clinic)), package)
    assert [path.name for path in written] == ["regular.ttf", "bold.ttf", "licence.ttf", "fonts.yaml"]
    shelf = Library(Workspace.open(clinic))
    forget("FACES", "FONT_BOOKS")
    assert font_book(shelf.workspace, None, shelf, Spacing(), "ja").families[0].name == "Boxes 1"
    before = len(FACES)
    font_book(shelf.workspace, "Noto Sans", shelf, Spacing(), "en-GB")  # opens two of ours, and none of these again
    assert len(FACES) == before + 2
    assert "families: # ours" in (clinic / "fonts/fonts.yaml").read_text("utf-8")


@pytest.mark.parametrize(("margin", "end"), [("    ", "\n"), ("  ", "\r\n"), (" ", "\r\n")])
def test_they_are_named_as_the_clinic_writes(clinic: Path, package: Path, margin: str, end: str) -> None:
    path = clinic / "fonts/fonts.yaml"
    text = re.sub(r"^( +)", lambda found: found[1].replace("  ", margin), path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_bytes(text.replace("\n", end).encode())
    add_fonts("JA", Library(Workspace.open(clinic)), package)
    said = path.read_bytes().decode()
    assert said.count("\n") == said.count(end)
    assert list(Library(Workspace.open(clinic)).open(Fonts, path).content.families) == ["Boxes 1", "Plain"]  # type: ignore[union-attr]


def test_fonts_that_can_t_be_named_are_not_written(clinic: Path, package: Path) -> None:
    path = clinic / "fonts/fonts.yaml"
    families = "families: {Plain: {regular: plain.ttf, bold: plain.ttf}}\n"
    text = "format: 1\n" + families + path.read_text("utf-8").partition("qps\n")[2]
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError, match=r"yaml:2: families: can't be added to as it is written\. Write under it:"):
        add_fonts("ja", Library(Workspace.open(clinic)), package)
    assert path.read_text("utf-8") == text
    assert not (clinic / "fonts/boxes-1").exists()


def test_the_licence_of_a_package_is_told_by_its_name(clinic: Path, package: Path) -> None:
    run = command("fonts", "add", "ja", "--package", str(package), "--workspace", str(clinic))
    assert "under the Licence of Boxes." in run.stderr


def test_a_package_that_is_not_as_it_was_chosen_adds_nothing(clinic: Path, package: Path) -> None:
    with tarfile.open(package, "w:gz") as archive:
        archive.add(HERE / "conftest.py", "package/regular.ttf")
    with pytest.raises(ContentError, match=r"has no regular\.ttf as it was when it was chosen\. Nothing was added\."):
        add_fonts("ja", Library(Workspace.open(clinic)), package)
    with pytest.raises(ContentError, match="fr is no language whose letters have to be fetched"):
        add_fonts("fr", Library(Workspace.open(clinic)), package)
    assert not (clinic / "fonts/boxes-1").exists()
