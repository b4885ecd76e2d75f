"""A list of people: every way in which tables are written, and nobody's dates or names guessed."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts import ContentError, Workspace, check
from handouts.batch.merging import Merge, merge
from handouts.content.library import Library
from handouts.content.written_dates import DateOrder, read_date
from handouts.exchange.people import People, read_people
from handouts.files.delimited import read_table
from handouts.files.encodings import ENCODINGS, encoding_called
from handouts.files.problems import Problem, in_short
from tests.commands import ROOT
from tests.conftest import CLINIC, TODAY, alone

HEAD = "name,born,start"


def people(folder: Path, text: str | bytes, written_in: str = "utf-8", clinic: Path = CLINIC, **said: object) -> People:
    path = folder / "people.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(written_in))
    options = {"programme": "ankle-pair", **said}
    return read_people(path, Library(Workspace.open(clinic)), **options)  # type: ignore[arg-type]


def names(found: People) -> list[str | None]:
    return [row.file.content.patient.name if row.file else None for row in found.rows]


def told(found: People) -> list[str]:
    return [str(problem) for row in found.rows for problem in row.problems]


def refused(folder: Path, text: str | bytes, **said: object) -> str:
    with pytest.raises(ContentError) as caught:
        people(folder, text, **said)
    return str(caught.value)


# -- the table ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", ",;\t|")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings_are_found_out(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [
        ["name", "id"],
        ["Å. Name; née, B|C", "1"],
        ['"Q" Name', "2"],
        ["Two\nLines", "3"],
        ["", ""],
        ["D. Näme", "4"],
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    found = people(tmp_path, out.getvalue(), encoding, encoding=encoding if encoding == "cp1252" else None)
    assert names(found) == ["Å. Name; née, B|C", '"Q" Name', "Two Lines", "D. Näme"]
    assert [row.line for row in found.rows] == [2, 3, 4, 7]


POLISH = "name\nŁukasz Żółć\nŚwiętosława Bąk\n"


@pytest.mark.parametrize(
    ("text", "written_in", "hinted"),
    [
        (POLISH, "cp1250", "windows-1250"),
        ("name\nŞule Işığ\n", "cp1254", "Ş in windows-1254"),
        ("name\nZoé Müller\n", "mac-roman", "in mac-roman"),
        ("name\nИван Петров\n", "cp1251", "И in windows-1251"),
        ("name\n山田太郎\n", "shift_jis", "part of a letter in shift_jis"),
    ],
)
def test_letters_are_never_guessed(tmp_path: Path, text: str, written_in: str, hinted: str) -> None:
    message = refused(tmp_path, text.encode(written_in))
    assert "people.csv:" in message
    assert "is not UTF-8" in message
    assert hinted in message
    assert not any(line in message for line in text.splitlines()[1:])
    found = people(tmp_path, text, written_in, encoding=written_in)
    assert names(found) == text.splitlines()[1:]
    assert found.notes == (f"people.csv: read as {encoding_called(written_in)}.",)


def test_one_stray_byte_is_named_and_garbles_no_other_name(tmp_path: Path, clinic: Path) -> None:
    text = "name,id\nNguyễn Thị Ánh,1\nBerg".encode() + b"\xe9,2\n"
    place = "people.csv:3: column 5: the byte 0xE9 is not UTF-8."
    assert place in refused(tmp_path, text)
    assert place in refused(tmp_path, text, encoding="windows-1252")
    (clinic / "merge.yaml").write_text("format: 1\nencoding: cp1252\n", "utf-8")
    assert place in refused(tmp_path, text, clinic=clinic)
    found = people(tmp_path, "name\nZoé\n", "cp1252", clinic=clinic)
    assert names(found) == ["Zoé"]
    assert names(people(tmp_path, "name\nZoé\n", clinic=clinic)) == ["Zoé"]


def test_an_encoding_that_can_t_be_is_refused(tmp_path: Path, clinic: Path) -> None:
    assert "is UTF-8" in refused(tmp_path, POLISH.encode(), encoding="cp1250")
    assert "has a mark that says it is UTF-8" in refused(tmp_path, POLISH.encode("utf-8-sig"), encoding="cp1250")
    assert "people.csv:2: column 3: the byte 0x81 is not windows-1252" in refused(
        tmp_path, b"name\nZo\x81\n", encoding="cp1252"
    )
    assert 'Did you mean "windows-1250"?' in refused(tmp_path, POLISH.encode("cp1250"), encoding="windows1250")
    assert [encoding_called(name) for name in ("hex", "idna", "punycode", "unicode_escape", "", "a\0b")] == [None] * 6
    assert [encoding_called(name) for name in ENCODINGS] == list(ENCODINGS)
    (clinic / "merge.yaml").write_text("format: 1\nencoding: rot13\n", "utf-8")
    assert "merge.yaml:2: encoding: expects the name of an encoding" in refused(tmp_path, b"name\nA\n", clinic=clinic)


def test_a_sheet_waits_for_no_table_of_letters() -> None:
    script = "import sys, handouts.sheets.sheet, handouts.exchange.people; print('encodings.cp1250' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


@pytest.mark.parametrize("letter", ["\ufffd", "\x85", "\x01", "\u0378"])
def test_what_is_no_letter_is_told_with_its_place(tmp_path: Path, letter: str) -> None:
    found = people(tmp_path, f"Ward,Surname\n{letter},A. Name\n4,B.{letter}N\n", columns={"name": "Surname"})
    assert names(found) == ["A. Name", None]
    assert told(found)[0].startswith(f"people.csv:3: Surname: has U+{ord(letter):04X}")


cells = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda text: text.strip() and not text.startswith("\ufeff")
)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.tuples(cells, cells), min_size=1, max_size=6), delimiter=st.sampled_from(",;\t|"))
def test_what_was_written_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: list, delimiter: str) -> None:  # type: ignore[type-arg]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([("name", "id"), *rows])
    path = tmp_path_factory.mktemp("table") / "people.csv"
    path.write_bytes(out.getvalue().encode())
    table = read_table(path, "people.csv", lambda cells: sum(cell in ("name", "id") for cell in cells))
    assert table
    assert [tuple(cells) for _, cells in table.rows] == rows


def test_a_remark_of_excel_and_columns_in_any_writing(tmp_path: Path) -> None:
    found = people(tmp_path, "sep=;\r\nNAME; Review Visit ;start-day;Ward\r\nA. Name;2026-05-01;3;4\r\n")
    (row,) = found.rows
    assert row.file
    assert row.file.content.review_visit == date(2026, 5, 1)
    assert (row.file.content.start_day, row.line) == (3, 3)
    assert found.ignored == ("Ward",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "is empty"),
        (b"name,name\nA,B\n", "more than one column name"),
        (b"PK\x03\x04\0\0\0", "is no text"),
        (b"Ward,Bed\n4,1\n", "none of the first lines is a head"),
        (b"name,id\n\n", "people.csv:1: has no rows"),
        (b'name,id\nA. Name,1\n"B. Name,2\n"C. ""N"" Name",3\nD. Name,4\n', "people.csv:3: has a quotation mark"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, text: bytes, said: str) -> None:
    assert said in refused(tmp_path, text)


def test_a_missing_file_and_a_wrong_map_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="can't be read"):
        read_people(tmp_path / "none.csv", Library(Workspace.open(CLINIC)))
    message = refused(tmp_path, "Surname\nA. Name\n", columns={"nam": "Surname", "id": "Surnam"})
    assert 'there is no key "nam". Did you mean "name"?' in message
    assert 'people.csv:1: has no column "Surnam". Did you mean "Surname"?' in message


def test_without_a_name_or_an_id_the_map_to_type_is_told(tmp_path: Path) -> None:
    message = refused(tmp_path, "First,Surname,DOB,Start\nA.,Name,1980-01-01,2026-03-02\n")
    assert message.startswith("people.csv:1: no column is said to hold the patient's name or id.")
    assert message.endswith("say name={First} {Surname} and born=DOB.")
    message = refused(tmp_path, "Client no,Start\n7,2026-03-02\n")
    assert message.endswith("Say which of Client no.")


@pytest.mark.parametrize("source", ["{First", "First}", "{{First}}", "{First} {"])
def test_braces_without_a_partner_are_refused(tmp_path: Path, clinic: Path, source: str) -> None:
    text = "First,start\nA. Name,2026-03-02\n"
    assert "columns.name: has a brace without its partner." in refused(tmp_path, text, columns={"name": source})
    (clinic / "merge.yaml").write_text(
        f"format: 1\nheaders:\n  - {{name: X, columns: {{name: '{source}'}}}}\n", "utf-8"
    )
    assert "merge.yaml:3: headers[1].columns.name: has a brace" in refused(tmp_path, text, clinic=clinic)


def test_a_title_may_stand_above_the_head(tmp_path: Path) -> None:
    text = 'Report: Monday clinic, all wards\nDate;2026-03-02\n\n"Surname";DOB;Name of ward\n"A. Name";1980-01-01;4\n'
    found = people(tmp_path, text, columns={"name": "Surname", "born": "DOB"})
    assert names(found) == ["A. Name"]
    assert [row.line for row in found.rows] == [5]
    assert "people.csv: the names of the columns are in line 4." in found.notes
    assert "people.csv: columns that are not used: Name of ward. Say of which key it is the column." in found.notes


def test_a_list_without_a_head_shows_nobody(tmp_path: Path) -> None:
    text = "Secretname,1980-02-01\nOther,1990-01-01\n"
    for columns in ({}, {"name": "Surname"}, {"name": "{First} {Surname}"}):
        message = refused(tmp_path, text, columns=columns)
        assert "none of the first lines is a head" in message
        assert "Secret" not in message
        assert "1980" not in message


# -- rows --------------------------------------------------------------------------------------------------------------


def test_a_bad_row_is_named_and_stops_no_other(tmp_path: Path) -> None:
    text = (
        "name,born,start,side,weeks,programme\n"
        "A. Name,1980-02-01,2026-03-02,L,4,\n"
        "B. Name,1980-02-31,2026-03-02,,,\n"
        "C. Name,,,up,x,\n"
        "D. Name,,,,,ankle-pare\n"
        "E. Name,,,,,,surplus\n"
        "F. Name,2026-04-01,2026-03-02,,,\n"
        "G. Name,,,,,\n"
        "H. Name,1980-02-01\n"
    )
    found = people(tmp_path, text)
    assert names(found) == ["A. Name", None, None, None, None, None, "G. Name", None]
    said = told(found)
    assert "people.csv:3: born: is no day of the calendar. Check the day and the month." in said
    assert any(line.startswith("people.csv:4: side: is not one of") for line in said)
    assert "people.csv:4: weeks: expects a whole number." in said
    assert 'people.csv:5: programme: no programme has this id. Did you mean "ankle-pair"?' in said
    assert any(line.startswith("people.csv:6: has 7 cells") for line in said)
    assert any("people.csv:7: born: is not before the start" in line for line in said)
    assert any(line.startswith("people.csv:9: has 2 cells, and the head has 6") for line in said)
    assert not any("Name" in line for line in said)


def test_rows_are_told_in_a_list_s_own_words(tmp_path: Path, clinic: Path) -> None:
    found = people(tmp_path, "name,Unsafe\nA. Name,\n", programme=None)
    assert told(found) == ["people.csv:2: names no programme. Name one for all of them, or the column that holds it."]
    programme = clinic / "data/programmes/ankle-pair.yaml"
    programme.write_text(programme.read_text("utf-8") + "ages: 18 onwards\n", "utf-8")
    path = tmp_path / "people.csv"
    path.write_text("name,Unsafe,DOB\nA. Name,dizziness,1980-01-01\nB. Name,,2020-01-01\nC. Name,giddy,\n", "utf-8")
    columns = {"contraindications": "Unsafe", "born": "DOB"}
    wanted = Merge(path, "ankle-pair", columns, layout="log")
    said = [
        str(each)
        for one in merge(wanted, Workspace.open(clinic), TODAY, tmp_path, None).outcomes
        for each in one.problems
    ]
    way_out = "Take the row out, or write a prescription of its own, with your reason."
    too_young = 'the programme "ankle-pair" is not meant for the age that this patient has on the first day.'
    assert said == [
        f'people.csv:2: Unsafe: "ankle-rock" should not be done with "dizziness", which this patient has. {way_out}',
        f"people.csv:3: DOB: {too_young} {way_out}",
        "people.csv:4: Unsafe: data/contraindications.yaml has no such row. data/contraindications.yaml lists them.",
    ]


def test_what_many_rows_have_in_common_is_told_once() -> None:
    problems = [Problem("people.csv", line, "born", "is not a date.", "Write it.") for line in (2, 3, 4, 9, 9, 7)]
    problems += [Problem("people.csv", 2, "", "is odd."), Problem("people.csv", 4, "", "is odd.")]
    assert in_short(problems) == [
        "people.csv: lines 2 to 4, 7, 9 (5): born: is not a date. Write it.",
        "people.csv:2: is odd.",
        "people.csv:4: is odd.",
    ]


def test_a_side_that_a_programme_has_no_use_for_is_a_note(tmp_path: Path, clinic: Path) -> None:
    for path in (clinic / "data").glob("*/*.yaml"):
        path.write_text(re.sub(r"(\n +|, )side: (left|right|both|ask)", "", path.read_text("utf-8")), "utf-8")
    found = people(tmp_path, "name,Leg\nA. Name,L\nB. Name,\nC. Name,x\n", clinic=clinic, columns={"side": "Leg"})
    assert names(found) == ["A. Name", "B. Name", None]
    assert found.rows[0].file
    assert found.rows[0].file.content.side is None
    assert found.notes == (
        "people.csv: for ankle-pair, the column Leg is not used: none of its exercises is done on one side at a time.",
    )
    (row, *_) = people(tmp_path, "name,Leg\nA. Name,L\n", columns={"side": "Leg"}).rows
    assert row.file
    assert row.file.content.side == "left"


def test_a_programme_that_is_none_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name\nA. Name\nB. Name\n", "utf-8")
    with pytest.raises(ContentError, match=r'^programme: no programme has this id\. Did you mean "ankle-pair"'):
        merge(Merge(tmp_path / "people.csv", "ankle-pare"), Workspace.open(CLINIC), TODAY, tmp_path, None)


def test_the_same_person_twice_is_an_error_and_a_namesake_is_not(tmp_path: Path) -> None:
    found = people(tmp_path, "name,born\nA. Name,1980-01-01\nA. Name,1981-01-01\nA. Name,1980-01-01\n,\n,1990-01-01\n")
    assert names(found)[:3] == ["A. Name", "A. Name", None]
    assert told(found)[0].startswith("people.csv:4: is the same person as line 2.")


def test_a_row_of_nobody_is_refused_in_a_list_s_own_words(tmp_path: Path) -> None:
    found = people(tmp_path, "Surname,Start\nA. Name,2026-03-02\n,2026-03-02\n \t,32\n", columns={"name": "Surname"})
    assert names(found) == ["A. Name", None, None]
    hint = "Write it, or take the row away."
    assert told(found)[:2] == [
        f"people.csv:3: Surname: has no name. {hint}",
        f"people.csv:4: Surname: has no name. {hint}",
    ]
    assert told(found)[2].startswith("people.csv:4: Start: is")
    columns = {"name": "{First}, {Last}", "id": "Bed"}
    found = people(tmp_path, "First,Last,Bed,Start\n,,7,\nA.,,,\n,,,2026-03-02\n", columns=columns)
    assert [bool(row.file) for row in found.rows] == [True, True, False]
    assert told(found) == ["people.csv:4: First, Last, Bed: has no name and no id. Write one, or take the row away."]
    assert names(found)[0] is None
    found = people(tmp_path, "Bed,Start\n7,\n,2026-03-02\n", columns={"id": "Bed"})
    assert told(found) == [f"people.csv:3: Bed: has no id. {hint}"]


def test_signs_inside_words_are_told_and_show_nobody(tmp_path: Path) -> None:
    found = people(tmp_path, "name,id\nŁukasz Świątek,1\nA. Name,2\n", "cp1250", encoding="cp1252")
    look = "as when a list is read in the wrong letters: look at the sheet, and at the list's encoding."
    assert found.notes[1:] == (f"people.csv: line 2: name has £, ¹ inside a word, {look}",)
    found = people(tmp_path, "name,id\nJOÃO ÅBERG,m\nZoÃ«,1\nN. Å‚,2\nZoë Strauß O’Name,±3 £\n")
    assert found.notes == (f"people.csv: lines 3, 4: name has Ã«, Å‚ inside a word, {look}",)
    assert names(found)[1] == "ZoÃ«"


def test_several_columns_make_one_value(tmp_path: Path) -> None:
    found = people(tmp_path, "First,Last\nA.,Name\n,Only\n", columns={"name": "{First} {Last}"})
    assert names(found) == ["A. Name", "Only"]
    assert found.ignored == ()


def test_maps_are_kept_in_the_workspace(tmp_path: Path, clinic: Path) -> None:
    (clinic / "merge.yaml").write_text(
        "format: 1\ndate_order: mdy\nheaders:\n"
        "  - {name: Ward list, columns: {name: Patient, born: DOB, id: Bed}}\n"
        "  - {name: Monday, date_order: dmy, columns: {name: '{First} {Last}', born: DOB}}\n",
        "utf-8",
    )
    found = people(tmp_path, "First,Last,DOB\nA.,Name,01/02/1980\n", clinic=clinic)
    assert found.rows[0].file
    assert found.rows[0].file.content.patient.born == date(1980, 2, 1)
    assert names(found) == ["A. Name"]
    found = people(tmp_path, "Patient,Bed,DOB\nB. Name,7,01/02/1980\n", clinic=clinic)
    assert found.rows[0].file
    assert found.rows[0].file.content.patient.born == date(1980, 1, 2)
    assert not [each for each in check(alone(clinic), today=date(2026, 3, 2)) if "merge" in each.file]
    (clinic / "merge.yaml").write_text("format: 1\nheaders:\n  - {name: X, columns: {nme: A}}\n", "utf-8")
    assert [each.line for each in check(alone(clinic), today=date(2026, 3, 2)) if "merge" in each.file] == [3]


# -- dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2026-03-02", None, date(2026, 3, 2)),
        ("2026-03-02", "dmy", date(2026, 3, 2)),
        ("2026-03-02 00:00:00", None, date(2026, 3, 2)),
        ("02/03/2026", "dmy", date(2026, 3, 2)),
        ("02/03/2026", "mdy", date(2026, 2, 3)),
        ("2.3.2026", "dmy", date(2026, 3, 2)),
        ("2026/3/2", "ymd", date(2026, 3, 2)),
        ("02/03/2026", None, "is written in an order that nobody has declared"),
        ("31/12/2026", None, "is written in an order that nobody has declared"),
        ("31/12/2026", "mdy", "is no day of the calendar"),
        ("31/02/2026", "dmy", "is no day of the calendar"),
        ("02/03/26", "dmy", "has no year of four digits"),
        ("2026/03/02", "dmy", "is not a date in that order"),
        ("2026-03-02 10:30", None, "is not a date"),
        ("tomorrow", "dmy", "is not a date"),
        ("46083", "dmy", "is a number, as a spreadsheet counts days"),
    ],
)
def test_dates_are_read_in_the_declared_order_only(text: str, order: DateOrder | None, expected: date | str) -> None:
    if isinstance(expected, date):
        assert read_date(text, order) == expected
        return
    with pytest.raises(ContentError) as caught:
        read_date(text, order)
    assert expected in str(caught.value)


@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)), order=st.sampled_from(["dmy", "mdy", "ymd"]))
def test_every_day_is_read_as_it_was_written(day: date, order: DateOrder) -> None:
    parts = {"d": f"{day.day:02}", "m": f"{day.month}", "y": f"{day.year:04}"}
    assert read_date("/".join(parts[part] for part in order), order) == day


@pytest.mark.parametrize(
    ("order", "proof", "other"), [("mdy", "13/02/1980", "dmy"), ("dmy", "02/13/80", "mdy"), ("mdy", "31.1.1980", "dmy")]
)
def test_a_date_that_proves_another_order_stops_the_list(
    tmp_path: Path, order: DateOrder, proof: str, other: str
) -> None:
    text = f"name,born\nA,05/02/1980\nB,{proof}\nC,06/02/1980\nD,{proof}\nE,{proof}\nF,{proof}\n"
    message = refused(tmp_path, text, date_order=order)
    assert message.startswith(f"people.csv: born: 4 dates are {other}, not {order}: lines 3, 5 to 7.")
    assert people(tmp_path, "name,born\nA,05/02/1980\nB,31/31/1980\n", date_order=order).rows[0].file
