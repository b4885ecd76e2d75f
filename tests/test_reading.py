"""YAML files: every mistake is told with its line, and YAML's own surprises are off."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from handouts import ContentError
from handouts.content.clinic import Clinic, Reviews
from handouts.content.load import validated
from handouts.content.model import Exercise
from handouts.files.reading import start_of
from handouts.files.written import File
from handouts.files.yaml_reader import LARGEST_FILE, read_yaml


def test_yaml_surprises_are_off() -> None:
    text = "answer: no\ntime: 1:30\nday: 2026-01-02\noctal: 010\nreal: 1.50\nnull_word: ~\nbig: 9999999999999999999\n"
    assert read_yaml(text, "x").data == {
        "answer": "no",
        "time": "1:30",
        "day": "2026-01-02",
        "octal": "010",
        "real": 1.5,
        "null_word": None,
        "big": "9999999999999999999",
    }


def test_lines_of_every_part() -> None:
    document = read_yaml("a: 1\nb:\n  - x\n  - c: 2\n", "x")
    assert document.line(("b", 1, "c")) == 4
    assert document.line(("b", 9)) == 2
    assert document.line(()) == 1


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: 1\na: 2\n", 2, "written twice"),
        ("a:\n\t- b\n", 2, "tab"),
        ("a: b: c\n", 1, "second colon"),
        ("a: [1\n", 2, "can't be read"),
        ("a: !!python/object:os.system x\n", 1, "tag"),
        ("a: !x y\n", 1, "tag"),
        ("? [1]\n: 2\n", 1, "not a word"),
        ("", 0, "empty"),
        ("[" * 30 + "]" * 30, 1, "nested too deeply"),
        ("a: &x [1]\nb: [" + ", ".join(["*x"] * 60) + "]\n", 1, "repeats itself"),
        ("x" * 1_000_001, 0, "1 MB"),
        (b"\xff\xfe\xfa", 1, "letter 1 of the line holds the byte 0xff"),
        (b"\xef\xbb\xbfa: 1\r\nb: caf\xe9\r\n", 2, "UTF-8 text: letter 7 of the line holds the byte 0xe9"),
        ("a: 1\nb: x\x07\n", 2, "U+0007 is letter 5 of the line"),
    ],
)
def test_refused_with_line(text: str | bytes, line: int, part: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_yaml(text, "file.yaml")
    problem = caught.value.problems[0]
    assert part in str(problem)
    assert problem.line == line


@pytest.mark.parametrize("opened", ["[", "{a: ", "- ", "? "])
def test_nesting_without_end_is_told_by_a_process_that_lives_on(opened: str) -> None:
    """libyaml composes nodes by recursion in C, which ends the process when the stack is full; newer ones refuse it in
    words of their own."""
    script = f"from handouts.files.yaml_reader import read_yaml; read_yaml({opened!r} * 100_000, 'file.yaml')"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "ContentError: file.yaml:" in run.stderr.splitlines()[-1]


def test_a_text_repeated_without_end_is_told() -> None:
    text = f"a: &x {'long ' * 1000}\nb: [{', '.join(['*x'] * 1000)}]\n"
    with pytest.raises(ContentError, match="repeats itself too often"):
        read_yaml(text, "x")


def test_no_more_of_a_file_is_read_than_may_be(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(10**12)  # a hole: nothing is written
    assert len(start_of(path, LARGEST_FILE)) == LARGEST_FILE + 1
    with pytest.raises(ContentError, match="larger than 1 MB"):
        read_yaml(start_of(path, LARGEST_FILE), "large.yaml")


def test_all_odd_characters_in_one_go() -> None:
    with pytest.raises(ContentError) as caught:
        read_yaml("a: \x00\nb: 1\nc: \x1b\n", "x")
    assert [problem.line for problem in caught.value.problems] == [1, 3]


def test_all_duplicates_in_one_go() -> None:
    with pytest.raises(ContentError) as caught:
        read_yaml("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n", "x")
    assert [problem.line for problem in caught.value.problems] == [2, 5]


EXERCISE = "format: 1\nname: Toe tap\nposition: Stand.\nsteps: [Tap.]\n"
CLINIC_TEXT = 'format: 1\nname: Sea\nemergency_number: "999"\npain_rule: Stop at any pain.\n'


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        (Exercise, "dose: {reps: 8}", 'Write "repetitions".'),
        (Exercise, "dose: {Secs: 8}", 'Write "hold".'),
        (Exercise, "dose: {frequency: 8}", 'Write "days_a_week".'),
        (Exercise, "instructions: [Tap.]", 'Write "steps".'),
        (Exercise, "dose: {rset: 8}", 'Did you mean "rest"?'),
        (Exercise, "dose: {dist: 8}", "Take it away, or see which keys there are."),
        (Clinic, "telephone: 1", 'Write "phone".'),
        (Clinic, "qr: www.seaside.example", "Start it with https://"),
        (Clinic, "language: e n", 'Write a language tag such as "en" or "pt-BR".'),
        (Reviews, "reviews: [{id: x, hash: ab, by: A, date: 2026-01-01}]", "Sign it anew."),
    ],
)
def test_a_hint_leads_to_what_was_meant(kind: type[File], text: str, hint: str) -> None:
    before = {Exercise: EXERCISE, Clinic: CLINIC_TEXT}.get(kind, "format: 1\n")
    with pytest.raises(ContentError) as caught:
        validated(kind, read_yaml(before + text, "x.yaml"), Path("x.yaml"))
    (problem,) = caught.value.problems
    assert problem.hint == hint
    assert problem.line == before.count("\n") + 1
