"""A sheet in the patient's language: by the unit, with a gate, and never English in the middle of it."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from handouts import ContentError, Order, Problem, Workspace, make
from handouts.batch import refresh
from handouts.batch.jobs import Job, library_jobs
from handouts.batch.merging import Merge, merge
from handouts.batch.run import Work, run
from handouts.checks.budgets import check_budgets
from handouts.checks.listing import entries
from handouts.checks.translations import check_translations
from handouts.cli.reports import report
from handouts.content.clinic import Language
from handouts.content.library import Library
from handouts.content.model import Exercise, Programme
from handouts.content.translatable import languages_with_translations, translatable, translation_of
from handouts.content.translation import Reviewed
from handouts.desk.engine import FUNCTIONS
from handouts.exchange.translation_table import as_csv, take_back, to_translate
from handouts.files.problems import Command
from handouts.files.workspace import library_folder
from handouts.resolve.handout import surroundings
from handouts.resolve.reasons import groups_of, is_in
from handouts.resolve.signing import add_reviews, sign
from tests.commands import command
from tests.conftest import CLINIC, TODAY, alone
from tests.structure import read

WORDS = {"translation_unchecked": "Sin revisar.", "profession": "fisioterapeuta"}
LANGUAGE = "format: 1\nname: Español\ntag: es\nwords:\n  page:\n" + "".join(
    f"    {name}: {text}\n" for name, text in WORDS.items()
)
LANGUAGE += "  clinician: {work_known: '{exercises} y {minutes}', work_open: '{exercises} y {minutes}'}\n"
STEP = "Keep your heel down."


def filled_in(clinic: Path, say: Callable[[str], str] = "«{}»".format, reviewed: Reviewed | None = None) -> Path:
    """The clinic's folder with everything in Spanish."""
    library = Library(alone(clinic))
    rows = [
        (file, at, english, say(english))
        for file, at, english, _ in to_translate(translatable((), "es", library), "es", library, drafts=True)
    ]
    table = clinic / "es.csv"
    table.write_bytes(as_csv(rows))
    assert take_back(table, "es", Library(alone(clinic)), reviewed).problems == []
    table.unlink()
    return clinic


@pytest.fixture(scope="module")
def in_spanish(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(CLINIC, tmp_path_factory.mktemp("spanish") / "clinic")
    (folder / "data/languages").mkdir()
    (folder / "data/languages/es.yaml").write_text(LANGUAGE, "utf-8")
    return filled_in(folder)


@pytest.fixture
def spanish(in_spanish: Path, tmp_path: Path) -> Path:
    return shutil.copytree(in_spanish, tmp_path / "clinic")


def said(clinic: Path, layout: str = "exercises", what: str = "ankle-pair", beside: str | None = None) -> str:
    order = Order(what, layout, language="es", beside=beside, form="text")
    return " ".join(make(order, alone(clinic), today=TODAY).data.decode().split())


def changed(clinic: Path, file: str, old: str, new: str) -> None:
    path = clinic / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def refused(clinic: Path, layout: str = "exercises") -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        said(clinic, layout)
    return caught.value.problems


def states(clinic: Path, name: str) -> dict[str, str]:
    library = Library(alone(clinic))
    file = library.find(Exercise, name)
    assert file
    told = library.in_language(file, "es")
    assert told is not None
    assert told.translated is not None
    return {each.written.english: each.state for each in told.translated.texts if each.state != "draft"}


def test_a_sheet_is_in_the_language_that_is_asked_for(in_spanish: Path) -> None:
    made = make(Order("ankle-pair", "pack", language="es"), alone(in_spanish), today=TODAY)
    assert made.name == "ankle-pair-pack-es.pdf"
    reading = read(made.data)
    assert f"«{STEP}»" in reading.text
    assert "Sin revisar. Translation not yet checked." in reading.text
    pages = [" ".join(each.get_textpage().get_text_range().split()) for each in pypdfium2.PdfDocument(made.data)]
    assert [each for each in pages if "Sin revisar. Translation not yet checked." not in each] == []
    text = said(in_spanish)
    assert "«Pain up to 3 out of 10" in text
    assert "«Wear shoes with firm soles.»" in text
    plain = make(Order("ankle-pair", "exercises", form="text"), alone(in_spanish), today=TODAY)
    assert "«" not in plain.data.decode()
    assert plain.name == "ankle-pair-exercises.txt"


def test_what_stands_alone_where_a_list_may_stand_is_translated_too(in_spanish: Path) -> None:
    text = said(in_spanish, "handout", "stiff-ankle")
    assert "«Rock your ankle»" in text
    assert "«Stand with 1 foot in front.»" in text


def test_a_table_needs_the_rows_of_a_sheet_alone(spanish: Path) -> None:
    path = spanish / "data/translations/es/urgent-signs.yaml"
    head, *units = path.read_text("utf-8").split("\n- at: ")
    kept = [each for each in units if "back" not in each.partition("\n")[0]]
    assert len(kept) < len(units)
    path.write_text("\n- at: ".join([head, *kept]), "utf-8")
    made = make(Order("stiff-ankle", "handout", language="es"), alone(spanish), today=TODAY)
    assert "«" in read(made.data).text


def test_the_clinicians_language_stands_small_beside_the_patients(in_spanish: Path) -> None:
    order = Order("ankle-pair", "exercises", language="es", beside="en", form="html")
    made = make(order, alone(in_spanish), today=TODAY)
    assert made.name == "ankle-pair-exercises-es-beside-en.html"
    page = made.data.decode()
    assert page.index(f"«{STEP}»") < page.index(f'<bdi lang="en-GB">{STEP}</bdi>')
    leaf = said(in_spanish, "leaf", beside="en")
    assert "«Ankle rock»" in leaf
    assert "Ankle rock. " in leaf.replace("«Ankle rock»", "")
    for beside, message in (("es", "is the language"), ("xx", "there is no")):
        with pytest.raises(ContentError, match=f"beside: {message}"):
            said(in_spanish, beside=beside)
    with pytest.raises(ContentError, match="has no programme"):
        said(in_spanish, "handout", "stiff-ankle", "en")


def test_how_far_a_translation_is_can_be_listed(spanish: Path) -> None:
    (spanish / "data/translations/es/exercises/heel-raise.yaml").unlink()
    changed(spanish, "data/exercises/ankle-rock.yaml", STEP, "Keep your heel on the floor.")
    states = {each.id: each.state for each in entries("exercises", alone(spanish), TODAY, "es")}
    assert (states["ankle-rock"], states["heel-raise"]) == ("stale", "missing")
    rows = {each.id: each.state for each in entries("glossary", alone(spanish), TODAY, "es")}
    assert set(rows.values()) == {"draft"}


def test_a_prescription_says_its_language_and_its_own_page_is_the_clinicians(in_spanish: Path) -> None:
    typed = {"patient": {"name": "A. Name"}, "start": "2026-03-02", "language": "es"}
    made = make(Order("ankle-pair", "exercises", typed=typed, form="text"), alone(in_spanish), today=TODAY)
    assert f"«{STEP}»" in " ".join(made.data.decode().split())
    set_in_spanish = make(Order("ankle-pair", "exercises", typed=typed), alone(in_spanish), today=TODAY)
    assert any(note.startswith("2 exercises, ") for note in set_in_spanish.notes)
    told = make(Order("ankle-pair", "clinician", typed=typed, form="text"), alone(in_spanish), today=TODAY)
    assert "«" not in told.data.decode()


def test_a_changed_sentence_makes_exactly_its_unit_stale(spanish: Path) -> None:
    changed(spanish, "data/exercises/ankle-rock.yaml", STEP, "Keep your heel on the floor.")
    assert states(spanish, "ankle-rock") == {"Keep your heel on the floor.": "stale"}
    assert states(spanish, "heel-raise") == {}
    assert [each.line for each in refused(spanish)] == [8]  # the old sentence may say the opposite
    (told,) = check_translations(Library(alone(spanish)))
    assert (told.file, told.rule) == ("data/translations/es/exercises/ankle-rock.yaml", "translation")
    assert "has 1 text with a translation that is out of date" in told.message


def test_what_is_out_of_date_is_told_as_that(spanish: Path) -> None:
    changed(spanish, "data/exercises/ankle-rock.yaml", "Stop before it pinches.", "Stop before it pinches you.")
    (problem,) = refused(spanish)
    assert problem.message.startswith('has a text without a translation into "es" that is up to date: "Stop')


def test_a_clinic_never_prints_what_was_made_from_other_words(spanish: Path) -> None:
    """Its hours by somebody else's clock, say: they are left out."""
    assert "«Monday to Friday, 9 am" in said(spanish, "handout", "stiff-ankle")
    changed(spanish, "clinic.yaml", "to Friday", "to Thursday")
    text = said(spanish, "handout", "stiff-ankle")
    assert "Monday to" not in text
    assert "«" in text


def test_another_number_is_an_error_with_file_and_line(spanish: Path) -> None:
    file = "data/translations/es/exercises/ankle-rock.yaml"
    changed(spanish, file, "text: «Stand facing a wall with 1 foot", "text: «Stand facing a wall with 2 foot")
    line = (
        (spanish / file)
        .read_text("utf-8")
        .splitlines()
        .index("  text: «Stand facing a wall with 2 foot in front of the other.»")
    )
    told = [each for each in check_translations(Library(alone(spanish))) if not each.rule]
    assert [(each.file, each.line, each.where) for each in told] == [(file, line + 1, "units[4].text")]
    assert told[0].message == "has the numbers 2, and the English has 1."
    assert list(refused(spanish)) == told


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("language: es", "language: fr", "language: is"),
        (
            STEP,
            "Bend your front knee towards the wall.",
            'has "Bend your front knee towards the wall." of steps more than',
        ),
    ],
)
def test_a_translation_is_of_its_folder_and_says_each_text_once(
    spanish: Path, old: str, new: str, message: str
) -> None:
    changed(spanish, "data/translations/es/exercises/ankle-rock.yaml", old, new)
    problems = list(check_translations(Library(alone(spanish))))
    assert {each.file for each in problems} == {"data/translations/es/exercises/ankle-rock.yaml"}
    assert any(message in str(each) for each in problems if not each.rule)
    assert str(problems[0]) in map(str, refused(spanish))


def test_what_is_missing_is_told_at_once_and_nothing_is_left_in_english(spanish: Path) -> None:
    path = spanish / "data/translations/es/exercises/ankle-rock.yaml"
    path.write_text("format: 1\nlanguage: es\nunits: []\n", "utf-8")
    (spanish / "data/translations/es/clinic.yaml").unlink()
    clinic, exercise = refused(spanish)
    assert (clinic.file, clinic.where, exercise.file) == ("clinic.yaml", "pain_rule", "data/exercises/ankle-rock.yaml")
    assert clinic.message.startswith('has 2 texts without a translation into "es": "Pain up to 3')
    assert clinic.ways == (Command("translate", ("es", "clinic")),)
    assert re.match(r'has \d\d texts without a translation into "es": "Ankle rock"', exercise.message)
    assert exercise.ways == (Command("translate", ("es", "ankle-rock")),)


def test_what_is_read_is_not_called_unchecked(spanish: Path) -> None:
    changed(spanish, "clinic.yaml", "language: en", "language: en\nunchecked_translations: refuse")
    assert "nobody has checked" in refused(spanish)[0].message
    library = Library(alone(spanish))
    words, details = surroundings(library, "es")
    signed = sign(["ankle-pair"], "A. Reader", None, TODAY, details, words, library)
    assert signed[0].language == "es"
    add_reviews(signed, alone(spanish))
    assert {each.file for each in refused(spanish)} == {"clinic.yaml"}  # its own texts are no part of what was signed
    filled_in(spanish, reviewed=Reviewed(by="A. Translator", on=date(2026, 1, 2)))
    text = said(spanish)
    assert "Sin revisar" not in text
    assert "Checked by A. Reader" in text
    english = make(Order("ankle-pair", "exercises", form="text"), alone(spanish), today=TODAY).data.decode()
    assert "Draft" in english


def test_what_an_exercise_is_like_is_found_out_from_its_own_language(spanish: Path) -> None:
    changed(spanish, "data/exercises/ankle-rock.yaml", "equipment: [wall, chair]", "equipment: [exercise band]")
    filled_in(spanish, lambda text: re.sub(r"[^\W\d_]", "x", text))
    library = Library(alone(spanish))
    surroundings(library, "es")
    file = library.find(Exercise, "ankle-rock")
    assert file is not None
    assert file.content.equipment == ("xxxxxxxx xxxx",)
    group = groups_of(file, library)["band"]
    assert not is_in(file.content, "band", group)


def test_a_row_that_fits_nowhere_is_named_and_the_others_are_taken(spanish: Path) -> None:
    shutil.rmtree(spanish / "data/translations")
    head = ("file", "at", "english", "translation")
    rows = [
        ("data/exercises/ankle-rock.yaml", "steps", STEP, "Talón abajo."),
        ("exercises/heel-raise.yaml", "cue", "Hold.", "Aguante."),  # it stands elsewhere in the same file
        ("", "cautions.text", "Hold the chair.", "Agárrese."),
        ("data/exercises/none.yaml", "steps", STEP, "x"),
        ("data/exercises/ankle-rock.yaml", "steps", "Gone.", "x"),
        ("data/exercises/ankle-rock.yaml", "position", "Stand facing a wall with 1 foot in front of the other.", "2"),
        ("data/exercises/ankle-rock.yaml", "name", "Ankle rock", ""),
    ]
    table = spanish / "back.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter="\t").writerows([head, *rows])
    run = command("translate", "es", "--back", str(table), "--workspace", str(spanish), cwd=spanish)
    assert run.returncode == 1
    counted, *told = run.stderr.splitlines()
    assert counted == "3 texts in 2 files taken"
    assert [line.split(":")[1] for line in told] == ["5", "6", "7"]
    library = Library(Workspace.open(spanish))
    file = library.find(Exercise, "ankle-rock")
    assert file is not None
    kept = translation_of(file, "es", library)
    assert kept is not None
    assert [(each.at, each.text) for each in kept.content.units] == [
        ("steps", "Talón abajo."),
        ("cautions.text", "Agárrese."),
    ]


OURS = Workspace((library_folder(),))
TO_BE_FETCHED = ("zh-hans",)  # letters that do not come with the program


@pytest.mark.library
@pytest.mark.parametrize("tag", languages_with_translations(OURS))
def test_ours_lack_nothing_of_what_they_have_begun_and_make_their_sheets(tag: str) -> None:
    assert [str(each) for each in check_translations(Library(OURS)) if f"/{tag}/" in str(each)] == []
    words = Library(OURS).find(Language, tag)
    assert words
    order = Order("back-pain-first-weeks", "pack", language=tag, example=True, form="text")
    if tag in TO_BE_FETCHED:
        with pytest.raises(ContentError) as told:
            make(order, OURS, today=TODAY)
        assert told.value.problems[0].ways == (Command("fonts", ("add", words.content.tag)),)
    else:
        assert words.content.words.page.translation_unchecked in make(order, OURS, today=TODAY).data.decode()


def test_who_has_read_an_exercise_has_not_read_the_signs_beside_it(spanish: Path) -> None:
    filled_in(spanish, reviewed=Reviewed(by="A. Translator", on=date(2026, 1, 2)))
    path = spanish / "data/translations/es/urgent-signs.yaml"
    path.write_text(re.sub(r"  reviewed:\n(    .*\n)+", "", path.read_text("utf-8")), "utf-8")
    library = Library(alone(spanish))
    words, details = surroundings(library, "es")
    add_reviews(sign(["ankle-rock"], "A. Reader", None, TODAY, details, words, library), alone(spanish))
    typed = {"patient": {"name": "A. Name"}, "exercises": [{"exercise": "ankle-rock"}]}
    order = Order("stiff-ankle", "exercises", typed=typed, language="es", form="text")
    text = make(order, alone(spanish), today=TODAY).data.decode()
    assert "Checked by A. Reader" in text
    assert "Sin revisar" in text


def test_an_old_translation_comes_back_as_it_was_only_if_somebody_has_checked_it(spanish: Path) -> None:
    changed(spanish, "data/exercises/ankle-rock.yaml", "Stop before it pinches.", "Stop before it pinches you.")
    library, table = Library(alone(spanish)), spanish / "es.csv"
    rows = list(to_translate(translatable(["ankle-rock"], "es", library), "es", library))
    table.write_bytes(as_csv(rows))
    (problem,) = take_back(table, "es", Library(alone(spanish))).problems
    assert (problem.line, problem.where, problem.message) == (2, "translation", "is that of the old English.")
    assert refused(spanish)
    reader = Reviewed(by="A. Translator", on=date(2026, 1, 2))
    assert take_back(table, "es", Library(alone(spanish)), reviewed=reader).problems == []
    assert "«Stop before it pinches.»" in said(spanish)


def test_a_batch_in_a_language_that_there_is_not_is_refused_at_once(in_spanish: Path) -> None:
    for asked in ("xx", "../es"):
        with pytest.raises(ContentError, match=rf'language: there is no language "{asked}". There are .*es'):
            library_jobs(alone(in_spanish), in_spanish / "out", None, ["standard"], None, language=asked)


def test_how_many_texts_are_drafts_is_told_once_for_a_sheet_and_once_for_a_batch(
    in_spanish: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, says = alone(in_spanish), r"nobody has checked (\d+) of the printed texts, and the pages say so: "
    draft = {"prescription": {"programme": "ankle-pair", "language": "es", "clinician": "A. Name"}}
    (note,) = (
        each for each in FUNCTIONS["text"]({"draft": draft}, place, TODAY)["notes"] if "checked" in each
    )  # at the desk
    found = re.match(rf"data/translations/es: {says}([a-z/-]+\.yaml \(\d+\), ){{3}}\S+ \(\d+\) and \d more\. Let", note)
    assert found
    order = Order("ankle-pair", "exercises", language="es")
    assert not make(replace(order, language=None), place, today=TODAY).drafts
    jobs = [Job(replace(order, layout=layout), Path(f"{layout}.pdf")) for layout in ("exercises", "leaf")]
    report(run(jobs, Work(place, TODAY), workers=1), 2)
    (told,) = (line for line in capsys.readouterr().err.splitlines() if "checked" in line)
    batch = re.search(says, told)
    assert batch
    assert int(batch[1]) >= int(found[1])
    assert told.endswith("(handouts translate es --drafts).")


def table_of(clinic: Path, *rows: tuple[str, str, str]) -> Path:
    """A table of texts of the ankle rock: where they stand, their English and what was written of them."""
    path = clinic / "back.csv"
    file = "data/exercises/ankle-rock.yaml"
    head = ("file", "at", "english", "translation")
    with path.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written).writerows([head, *((file, *row) for row in rows)])
    return path


PINCH = "Stop before it pinches."


def test_rows_that_no_page_may_print_are_told_with_their_line_and_the_first_of_two_counts(spanish: Path) -> None:
    table = table_of(
        spanish,
        ("steps", STEP, "Talón abajo."),
        ("steps", STEP, "Talón arriba."),
        ("steps", STEP, "Talón abajo."),
        ("name", "Ankle rock", "Tobillo\u202e"),
        ("name", "Ankle rock", "\u5c0f"),
        ("name", "Ankle rock", '=HYPERLINK("x")'),
    )
    taken = take_back(table, "es", Library(alone(spanish)))
    assert [(each.line, each.where, each.message) for each in taken.problems] == [
        (3, "translation", "is another one than that of line 2."),
        (5, "translation", "has U+202E RIGHT-TO-LEFT OVERRIDE, which nobody can see."),
        (6, "translation", "has U+5C0F CJK UNIFIED IDEOGRAPH-5C0F, which no font here can draw."),
        (7, "translation", 'begins with "=", as a formula does, and its English does not.'),
    ]
    assert taken.texts == 1
    assert "Talón abajo." in said(spanish)


@pytest.mark.parametrize(
    ("file", "letters"),
    [
        ("data/translations/es/exercises/ankle-rock.yaml", "Ankle rock"),
        ("data/translations/es/clinic.yaml", "Pain up to 3"),
    ],
)
def test_letters_that_no_page_may_print_are_told_with_the_line_of_the_translation(
    spanish: Path, file: str, letters: str
) -> None:
    changed(spanish, file, f"text: «{letters}", f"text: «\u202e{letters}")
    lines = (spanish / file).read_text("utf-8").splitlines()
    line = next(number for number, each in enumerate(lines, 1) if "\u202e" in each)
    for told in (refused(spanish), check_translations(Library(alone(spanish)))):
        (problem,) = (each for each in told if not each.rule)
        assert (problem.file, problem.line) == (file, line)
        assert problem.message.startswith("has U+202E")


def test_a_table_holds_no_formulas_and_its_texts_come_back_as_they_were(spanish: Path) -> None:
    changed(spanish, "data/exercises/ankle-rock.yaml", PINCH, "=1+1 pinches.")
    library = Library(alone(spanish))
    table = spanish / "es.csv"
    table.write_bytes(as_csv(to_translate(translatable(["ankle-rock"], "es", library), "es", library)))
    text = table.read_text("utf-8-sig")
    assert ",'=1+1 pinches.," in text
    table.write_text(re.sub(r"«.*»", "'=1+1 aprieta.", text), "utf-8")
    assert take_back(table, "es", Library(alone(spanish))).problems == []
    assert "=1+1 aprieta." in said(spanish)


def test_what_a_table_would_take_from_a_file_stays_beside_it(spanish: Path) -> None:
    path = spanish / "data/translations/es/exercises/ankle-rock.yaml"
    kept = path.with_name("ankle-rock.yaml.bak")
    table = table_of(spanish, ("steps", STEP, "Talón abajo."))
    assert take_back(table, "es", Library(alone(spanish))).texts == 1
    assert not kept.exists()
    path.write_text("# by the whole team\n" + path.read_text("utf-8"), "utf-8")
    before = path.read_bytes()
    for _ in range(2):  # what the second replaces is a program's writing
        assert take_back(table, "es", Library(alone(spanish))).texts == 1
        assert kept.read_bytes() == before
    kept.unlink()
    changed(spanish, "data/exercises/ankle-rock.yaml", f"  - {PINCH}\n", "")
    assert take_back(table, "es", Library(alone(spanish))).texts == 1
    assert PINCH in kept.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--reviewed-by", ""), "--reviewed-by: is empty. Say who has checked it."),
        (("--reviewed-by", 121 * "x"), "--reviewed-by: is longer than 120 characters. Write a name."),
        (("--reviewed-by", "A. Reader", "--on", "2999-01-01"), "--on: 2999-01-01 is still to come."),
    ],
)
def test_who_has_checked_has_a_name_and_a_day_that_has_been(
    spanish: Path, options: tuple[str, ...], message: str
) -> None:
    table = table_of(spanish, ("steps", STEP, "Talón abajo."))
    run = command("translate", "es", "--back", str(table), "--workspace", str(spanish), *options)
    assert (run.returncode, run.stderr.strip()) == (1, message)


def test_sheets_in_another_language_are_not_offered_when_they_are_old_or_have_lost_their_translation(
    spanish: Path,
) -> None:
    place, out = alone(spanish), spanish / "out"

    def planned(language: str | None) -> refresh.Plan:
        jobs = library_jobs(place, out, ["exercises"], ["standard"], None, language=language)
        return refresh.plan([job for job in jobs if job.order.what == "ankle-pair"], place, out, TODAY)

    list(refresh.refresh(planned("es"), workers=1))
    refresh.write_page(planned("es"))
    page, name = out / "index.html", "ankle-pair-exercises-es.pdf"
    assert (planned(None).older, planned("es").gone) == ((), ())
    assert name in page.read_text("utf-8")
    changed(spanish, "data/translations/es/exercises/ankle-rock.yaml", "text: «", "text: «¡")
    assert planned(None).older == (out / name,)
    assert planned("es").older == ()
    refresh.write_page(planned(None))
    assert name not in page.read_text("utf-8")
    (spanish / "data/translations/es/programmes/ankle-pair.yaml").unlink()
    for language in ("es", None):
        assert (planned(language).gone, planned(language).older) == ((out / name,), ())


def test_check_tells_what_of_ours_a_clinic_s_own_file_hides(spanish: Path, tmp_path: Path) -> None:
    ours, name = tmp_path / "ours", "data/translations/es/exercises/ankle-rock.yaml"
    for moved in ("data/exercises/ankle-rock.yaml", name):
        (ours / moved).parent.mkdir(parents=True)
        shutil.copy(spanish / moved, ours / moved)
    (spanish / "data/exercises/ankle-rock.yaml").unlink()
    place = Workspace((spanish.resolve(), ours.resolve(), alone(spanish).folders[1]))
    told = [each for each in check_translations(Library(place)) if each.rule == "hides-ours"]
    assert told == []
    changed(ours, name, "text: «Ankle", "text: «El")
    (told,) = (each for each in check_translations(Library(place)) if each.rule == "hides-ours")
    assert (told.file, told.severity) == (name, "information")
    assert told.message == 'hides a text of ours that is another or checked, the first: "Ankle rock".'
    changed(spanish, name, "text: «Ankle rock»", "text: «Ankle rock»\n  reviewed: {by: A. Reader, on: 2026-01-02}")
    assert "hides-ours" not in {each.rule for each in check_translations(Library(place))}


def test_check_tells_a_clinic_in_which_languages_it_has_no_sheets_yet(spanish: Path) -> None:
    def rules() -> list[str]:
        return [each.rule for each in check_translations(Library(alone(spanish)))]

    assert rules() == []
    (spanish / "data/translations/es/clinic.yaml").unlink()
    (told,) = check_translations(Library(alone(spanish)))
    assert (told.file, told.where, told.rule) == ("clinic.yaml", "pain_rule", "clinic-untranslated")
    assert told.message == "is not translated into es: there are no sheets in these yet."
    assert told.severity == "information"


def test_each_sheet_of_a_print_run_is_heard_in_its_own_language(in_spanish: Path, tmp_path: Path) -> None:
    people, target = tmp_path / "people.csv", tmp_path / "run.pdf"
    people.write_text("name,language\nA. Name,es\nB. Name,\nC. Name,es\n", "utf-8")
    wanted = Merge(people, "ankle-pair", layout="log")
    done = list(merge(wanted, alone(in_spanish), TODAY, tmp_path, target, workers=1).outcomes)
    assert [each.problems for each in done] == [(), (), ()]
    with pikepdf.open(target) as pdf:
        parts = pdf.Root.StructTreeRoot.K.K
        assert [str(each.get("/Lang", pdf.Root.Lang)) for each in parts] == ["es", "en-GB", "es"]
        assert "/Lang" not in parts[1]


@pytest.mark.parametrize(
    ("what", "layout"), [("ankle-pair", "pack"), ("ankle-pair", "leaf"), ("stiff-ankle", "handout")]
)
def test_every_draft_that_is_printed_is_found(clinic: Path, what: str, layout: str) -> None:
    """Each translation has a word of its own: those that a sheet says are those of the drafts that it counts."""
    (clinic / "data/languages").mkdir(exist_ok=True)
    (clinic / "data/languages/es.yaml").write_text(LANGUAGE, "utf-8")
    words = (f"zq{''.join(letters)}" for letters in product("abcdefgh", repeat=3))
    filled_in(clinic, lambda text: f"{next(words)} {text}")
    made = make(Order(what, layout, language="es", form="html"), alone(clinic), today=TODAY)
    units = {
        file: (clinic / file).read_text("utf-8").split("\n- at: ")[1:] for file in {each.file for each in made.drafts}
    }
    found = {word for each in made.drafts for word in re.findall("zq[a-h]{3} ", units[each.file][each.unit])}
    printed = set(re.findall("zq[a-h]{3} ", made.data.decode()))
    assert printed
    assert printed <= found


def test_how_much_fits_on_a_card_is_counted_in_the_words_of_the_file_s_language(spanish: Path) -> None:
    changed(
        spanish, "data/languages/es.yaml", "words:", f"words:\n  exercises: {{not_if: '{'No. ' * 40}{{reasons}}.'}}"
    )
    changed(spanish, "clinic.yaml", "language: en", "language: es")
    library = Library(alone(spanish))
    file = library.find(Programme, "ankle-pair")
    assert file
    assert list(check_budgets(file, library)) == []


def test_a_list_that_names_a_language_otherwise_is_told_which_there_are(in_spanish: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,language\nA. Name,Spanish\n", "utf-8")
    wanted = Merge(people, "ankle-pair", layout="log")
    (made,) = merge(wanted, alone(in_spanish), TODAY, tmp_path, None, workers=1).outcomes
    assert [str(each) for each in made.problems] == [
        "people.csv:2: language: no language has this id. Write data/languages/ID.yaml or name another: "
        f"{', '.join(alone(in_spanish).names('language'))}."
    ]
