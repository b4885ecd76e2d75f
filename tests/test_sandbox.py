"""Layouts can do nothing but lay out: what they reach, what they are refused, and how much they may do."""

from __future__ import annotations

from dataclasses import is_dataclass
from pathlib import Path
from types import BuiltinMethodType, MethodType
from typing import Any

import pytest
from jinja2 import Undefined
from jinja2.runtime import BlockReference, Macro
from markupsafe import Markup
from pydantic import BaseModel
from typer.testing import CliRunner

from handouts import ContentError, Workspace, make
from handouts.cli.app import app
from handouts.content.layouts import layouts_of
from handouts.content.library import Library
from handouts.layout.files import LayoutLoader
from handouts.layout.sandbox import METHODS, SEEN, Sandbox
from handouts.resolve.handout import resolve, resolve_brand
from handouts.resolve.order import Order
from handouts.resolve.patient import prescription_of
from handouts.reuse.private import Private
from handouts.sheets.pages import style_of, values_of
from tests.conftest import CLINIC, TODAY

WRITTEN = {
    "patient": {"name": "Ann Berg", "id": "7", "born": "1980-01-02"},
    "side": "left",
    "start": "2026-08-10",
}
PLAIN = (str, Private, Markup, int, float, bool, type(None), tuple, list, dict)


def every_handout() -> list[Any]:
    """What each layout is given: of the library, of a patient, of a blank sheet, of a specimen."""
    found = []
    for what, layout, blank, personal in [
        ("stiff-ankle", "handout", False, False),
        *[("ankle-pair", layout, blank, False) for layout in ("exercises", "log", "pack") for blank in (False, True)],
        *[("ankle-pair", layout, False, True) for layout in ("exercises", "log", "pack", "clinician")],
    ]:
        shelf = Library(Workspace.open(CLINIC))
        prescription = prescription_of(WRITTEN, what, shelf) if personal else None
        found.append(resolve(Order(what, layout, prescription=prescription, blank=blank), shelf, TODAY))
    return [*found, resolve_brand(Library(Workspace.open(CLINIC)))]


def test_layouts_reach_nothing_but_words_numbers_and_what_holds_them() -> None:
    style = style_of(Library(Workspace.open(CLINIC)), "standard", None)
    reached = set[type]()

    def walk(value: Any) -> None:
        kind = type(value)
        reached.add(kind)
        if kind in SEEN:
            assert kind.model_config["frozen"] if issubclass(kind, BaseModel) else kind.__dataclass_params__.frozen
            for name in SEEN[kind]:
                walk(getattr(value, name))
        elif isinstance(value, (tuple, list)):
            for each in value:
                walk(each)
        elif isinstance(value, dict):
            for key, each in value.items():
                walk(key)
                walk(each)
        assert kind in SEEN or kind in PLAIN, f"a layout can reach a {kind}"

    for handout in every_handout():
        walk(values_of(handout, style, {"contents": [("x", 1)], "pairs": {"x": True}}))
    seen = {kind.__name__ for kind in reached if is_dataclass(kind)}
    assert seen >= {"Handout", "ExerciseCard", "Phrase", "PatientDetails", "ClinicianNotes", "ReviewState"}


def test_nothing_that_jinja_hands_out_leads_further() -> None:
    """Every attribute of loops, macros, blocks, imported files, namespaces and methods, by dot and by bracket."""
    templates = Sandbox(LayoutLoader(layouts_of(Workspace.open(CLINIC))))
    found: list[Any] = []
    templates.filters["look"] = lambda value: found.append(value) or ""
    source = """{% import "_parts.xml.j2" as parts with context %}{% macro m(x) %}{{ caller | look }}{% endmacro %}
        {% for x in [[1]] %}{{ loop | look }}{{ loop.cycle | look }}{{ x | look }}{% endfor %}
        {% block a %}{{ self | look }}{{ self.a | look }}{% endblock %}{% set n = namespace(a=1) %}
        {{ n | look }}{{ m | look }}{{ parts | look }}{{ parts.sentence | look }}{{ "".upper | look }}
        {{ {}.items | look }}{{ range | look }}{{ namespace | look }}{{ range(3) | look }}
        {{ nothing | default(1) | look }}
        {% call m() %}{% endcall %}"""
    templates.from_string(source, globals={"sheet": None, "profile": "standard"}).render()
    assert len(found) > 14
    harmless = (*PLAIN, Undefined, Macro, BlockReference, BuiltinMethodType, MethodType)
    for value in found:
        for name in {*dir(value), *dir(type(value)), "_TemplateReference__context", "_Namespace__attrs"}:
            for each in (templates.getattr(value, name), templates.getitem(value, name)):
                assert isinstance(each, harmless), f"{name} of a {type(value)} leads to a {type(each)}"
                if isinstance(each, (BuiltinMethodType, MethodType)):
                    assert each.__name__ in METHODS[type(each.__self__)]


def told(folder: Path, source: str, parts: dict[str, str] | None = None) -> str:
    """What is said of a layout."""
    (folder / "layouts").mkdir(exist_ok=True)
    for name, text in {"exercises.xml.j2": source, **(parts or {})}.items():
        (folder / "layouts" / name).write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        make(Order("ankle-pair", "exercises"), Workspace.open(folder), today=TODAY)
    return str(caught.value)


PICKLE = r"""'cos\nsystem\n(S"id > PWNED"\ntR0(dS"start"\n(ds.', proto='pickle', allow_pickle=true"""
ESCAPES = [
    "{{ programme.exercises[0].figure.parse_raw(" + PICKLE + ") }}",
    "{{ programme.exercises[0]['figure'] }}",
    "{{ programme.exercises | map(attribute='figure') | list }}",
    "{{ programme.exercises | map(attribute='figure.parse_file') | list }}",
    "{{ programme.exercises | selectattr('figure') | list }}",
    "{{ programme.exercises | groupby('figure') | list }}",
    "{{ programme.exercises | sort(attribute='figure') }}",
    "{{ programme.exercises | sum(attribute='__class__') }}",
    "{{ programme.exercises | join(attribute='figure') }}",
    "{{ clinic.logo_file }}",
    "{{ clinic.logo_file.parent }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ '' | attr('__class__') }}",
    "{{ '' | attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ ['']|map(attribute='__class__')|list }}",
    "{{ ['']|map('attr', '__class__')|list }}",
    "{{ ''.format.__self__ }}",
    "{{ '{0.__class__}'.format(sheet) }}",
    "{{ '{0.__class__}' | format(sheet) }}",
    "{{ '{a.__class__}'.format_map({'a': sheet}) }}",
    "{{ ('{0.__class__}' | safe).format(sheet) }}",
    "{{ ['{0.__class__}'] | map('format', sheet) | list }}",
    "{{ sheet.__init__.__globals__ }}",
    "{{ sheet.__class__ }}",
    "{{ sheet.__replace__() }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__.__globals__ }}",
    "{{ loop.__class__ }}{% for x in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m.__init__ }}",
    "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% macro m() %}{{ varargs }}{% endmacro %}{{ m(1) }}",
    "{{ lipsum.__globals__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner() }}",
    "{{ dict.__base__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ namespace(a=1)._Namespace__attrs }}",
    "{{ range.__class__ }}",
    "{{ url_for.__globals__ }}",
    "{{ config }}",
    "{{ nothing.__init__ }}",
    "{{ nothing._undefined_obj }}",
    "{{ sheet.nothing._undefined_exception }}",
    "{{ words.items.__self__ }}",
    "{{ words.items().mapping }}",
    "{{ words.update({}) }}",
    "{{ words.exercises.clear() }}",
    "{{ [1].append(2) }}",
    "{{ sheet.words.pop('page') }}",
    "{% import '_parts.xml.j2' as parts %}{{ parts._body_stream }}",
    "{% import '_parts.xml.j2' as parts %}{{ parts.__init__.__globals__ }}",
    "{% from '_parts.xml.j2' import __init__ %}",
    "{% autoescape false %}{{ sheet.title }}{% endautoescape %}",
    "{% include clinic.name %}",
    "{% include ['exercises.xml.j2', '/etc/passwd'] %}",
    "{% include '/etc/passwd' %}",
    "{% include 'bundled:../../../etc/passwd' %}",
    "{% include '_parts.xml.j2\\x00' %}",
    "{% extends sheet.title %}",
    "{% for x in [[1]] recursive %}{{ loop(x) }}{% endfor %}",
    "{{ ''.encode('utf-8') }}",
    "{{ [1, 2] | random }}",
    "{{ sheet | pprint }}",
    "{{ sheet | tojson }}",
    "{{ {'a': 1} | xmlattr }}",
    "{{ sheet }}",
    "{{ programme.exercises }}",
    "{{ words }}",
    "{{ none }}",
    "{{ sheet.title() }}",
    "{{ sheet ~ '' }}",
    "{{ [sheet] | join }}",
    "{{ words.page.number | said(page=sheet) }}",
]


@pytest.mark.parametrize("source", ESCAPES)
def test_what_is_not_for_layouts_is_refused_with_file_and_line(clinic: Path, source: str) -> None:
    said = told(clinic, f'\n<sheet title="x" language="en"><body><paragraph>\n{source}\n</paragraph></body></sheet>')
    assert said.startswith("layouts/exercises.xml.j2:3: ")
    assert "rendered" not in said
    assert not Path("PWNED").exists()


BOMBS = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) if a < 0 %}{% endfor %}" * 3,
    "{{ range(10 ** 12) | list }}",
    "{{ range(99999) | map('string') | join('x' ~ 'y') | replace('', 'abcdefghi') | replace('', 'abcdefghi') }}",
    "{{ 'a' * 10 ** 9 }}",
    "{{ [1] * 10 ** 9 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{% set n = namespace(x=99999) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "{{ '%0999999999d' % 1 }}",
    "{{ '{:>999999999}'.format(1) }}",
    "{{ '%0999999999d' | format(1) }}",
    "{{ 'x' | center(10 ** 9) }}",
    "{{ 'x'.ljust(10 ** 9) }}",
    "{{ 'x' | indent(10 ** 9) }}",
    "{{ [1] | batch(10 ** 9, 'x') | list }}",
    "{{ [1] | slice(10 ** 9) | list }}",
    "{{ 1.5 | round(10 ** 9, 'ceil') }}",
    "{% set n = namespace(x='xx') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x='xx') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x='xx') %}{% for i in range(99) %}{% set n.x = [n.x, n.x] | join %}{% endfor %}",
    "{% set n = namespace(x='xx') %}{% for i in range(99) %}{% set n.x = n.x | replace('x', 'xx') %}{% endfor %}",
    "{% set n = namespace(x='xx') %}{% for i in range(99) %}{% set n.x = '{a}{a}' | said(a=n.x) %}{% endfor %}",
    "{% set n = namespace(x='xx') %}{% for i in range(99) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = {'a': n.x, 'b': n.x} %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x | batch(2, n.x) %}{% endfor %}",
    "{% set n = namespace(x=[]) %}{% for i in range(9999) %}{% set n.x = n.x + [i] %}{% endfor %}",
    "{% set n = namespace(x='x' | replace('x', 'y' ~ sheet.title)) %}"
    "{% for i in range(9999) %}{% for j in range(9) if n.x in [n.x, n.x] %}{{ n.x }}{{ n.x }}{% endfor %}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(19) }}",
    "{% if 'x' in range(99999999999) %}{% endif %}",
    "{% set l = range(90000) | list %}{% for a in range(5000) %}{% if 'x' not in l %}{% endif %}{% endfor %}",
    "{% set block %}{% endset %}{% for i in range(9999) %}{% for j in 'x' * 3 %}{% endfor %}{% endfor %}",
]


@pytest.mark.parametrize("source", BOMBS)
def test_no_layout_goes_on_without_end(clinic: Path, source: str) -> None:
    said = told(clinic, f'\n<sheet title="x" language="en"><body><paragraph>\n{source}\n</paragraph></body></sheet>')
    assert said.startswith("layouts/exercises.xml.j2:3: ")
    assert "rendered" not in said


LISTED = (
    ("extends", '{% extends "bundled:exercises.xml.j2" %}{% block endng %}x{% endblock %}', 'Did you mean "ending"?'),
    ("beside", '{% extends "bundled:exercises.xml.j2" %}\n\n<paragraph>x</paragraph>', "stands in no block"),
    ("slip", "{{ sheet.tilte }}", 'there is no "tilte" here; did you mean "title"? See'),
    ("itself", '{% extends "exercises.xml.j2" %}', "extends itself. Write {% extends "),
    (
        "missing",
        '<x/>\n{% include "_cards.xml.j2" %}',
        'includes "_cards.xml.j2", which is not there. Did you mean "_card',
    ),
    ("filter", '{{ "%s" | format(1) }}', "'format'. Write | said, or put texts together with ~."),
    ("near", "{{ sheet.title | uper }}", "'uper'. Did you mean \"upper\"?"),
    ("round", '{% extends "a.xml.j2" %}', "which takes in this file again"),
    ("twice", "{{ words.page.number | said(page=1, page=2) }}", "keyword argument repeated"),
    ("syntax", '{% include "b.xml.j2" %}', "b.xml.j2:2: Expected an expression"),
)


@pytest.mark.parametrize(("source", "message"), [row[1:] for row in LISTED], ids=[row[0] for row in LISTED])
def test_what_would_be_passed_over_in_silence_is_told(clinic: Path, source: str, message: str) -> None:
    parts = {"a.xml.j2": '{% extends "exercises.xml.j2" %}', "b.xml.j2": "\n{% if %}"}
    said = told(clinic, source, parts)
    assert message in said
    assert said.startswith("layouts/")
    assert said.split(":")[1].isdigit() or "repeated" in said


ALLOWED = """{% extends "bundled:exercises.xml.j2" %}{% block ending %}
{% set n = namespace(count=0) %}
{% for row in programme.exercises | batch(2) %}
{% for each in row if each.name in [each.name] %}
{% set n.count = n.count + 1 %}
{% set first = each.name.split(" ")[0].upper() %}
<paragraph>{{ n.count ~ ". " ~ first }} {{ loop.cycle("odd", "even") }} {{ loop.index }}</paragraph>
{% for key, value in {"a": 1}.items() %}
<paragraph>{{ key }}{{ value }}{{ range(3) | join("-") }}</paragraph>
{% endfor %}
{% macro shown(text, loud=false) %}<strong>{{ text | upper if loud else text }}{{ caller() }}</strong>{% endmacro %}
<paragraph>{% call shown("x", loud=true) %}!{% endcall %} {{ {"a": 1}.get("nothing", "none") }}</paragraph>
{% endfor %}
{% endfor %}
{% for name, all in programme.exercises | groupby("times_a_day") %}<paragraph>{{ all | length }}</paragraph>{% endfor %}
<paragraph>{{ programme.exercises | map(attribute="name") | sort | join(", ") | truncate(9, true) }}</paragraph>
<paragraph>{{ [3, 1, 2] | sum }} {{ 7 // 2 }} {{ 2.345 | round(1) }} {{ sheet.title[:3] }}</paragraph>
<paragraph>{{ sheet.title | replace("e", "E") }}</paragraph>
{{ super() }}{% endblock %}"""


def test_what_layouts_need_they_may_do_in_blocks_and_loops_too(clinic: Path) -> None:
    (clinic / "layouts").mkdir()
    (clinic / "layouts" / "exercises.xml.j2").write_text(ALLOWED)
    said = make(Order("ankle-pair", "exercises", form="text"), Workspace.open(clinic), today=TODAY).data.decode()
    for line in ("1. ANKLE odd 1", "2. HEEL even 2", "a10-1-2", "X! none", "6 3 2.3 2 e", "2 ExErcisEs for"):
        assert line in said
    assert "Shown and practised" in said


def test_a_block_inside_a_block_of_the_same_file_is_known(clinic: Path) -> None:
    (clinic / "layouts").mkdir()
    source = '{% extends "bundled:exercises.xml.j2" %}{# {% block x %} #}'
    source += "{% block ending %}{% block mine %}<paragraph>Bye.</paragraph>{% endblock %}{% endblock %}"
    (clinic / "layouts" / "exercises.xml.j2").write_text(source)
    assert make(Order("ankle-pair", "exercises"), Workspace.open(clinic), today=TODAY).data


def test_a_link_out_of_the_folder_is_not_followed(clinic: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("<paragraph>top secret</paragraph>")
    (clinic / "layouts").mkdir()
    (clinic / "layouts" / "x.xml.j2").symlink_to(tmp_path / "secret.txt")
    assert told(clinic, '{% include "x.xml.j2" %}').startswith("layouts/x.xml.j2: is a link that leads outside")


@pytest.mark.usefixtures("few")
def test_layouts_of_a_folder_that_was_handed_over_are_left_out(
    clinic: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (clinic / "layouts").mkdir()
    source = '{% extends "bundled:exercises.xml.j2" %}{% block ending %}<paragraph>Of theirs.</paragraph>{% endblock %}'
    (clinic / "layouts" / "exercises.xml.j2").write_text(source)
    (clinic / "prescriptions").mkdir(exist_ok=True)
    (clinic / "prescriptions" / "1.yaml").write_text("format: 1\nprogramme: ankle-pair\n")
    (tmp_path / "elsewhere").mkdir()

    def made(*more: str) -> tuple[bool, bool]:
        """Whether their layout was filled, and whether the note says that it was not."""
        file, out = str(clinic / "prescriptions" / "1.yaml"), tmp_path / "x.txt"
        options = ["--layout", "exercises", "--format", "text", "--out", str(out), *more]
        run = CliRunner().invoke(app, ["make", file, *options])
        assert run.exit_code == 0, run.output
        return "Of theirs." in out.read_text("utf-8"), "name it as the workspace" in run.output

    monkeypatch.chdir(tmp_path / "elsewhere")
    assert made() == (False, True)
    assert made("--workspace", str(clinic)) == (True, False)
    monkeypatch.chdir(clinic / "prescriptions")
    assert made() == (True, False)
    (clinic / "layouts").chmod(0o777)
    assert made() == (False, True)
    run = CliRunner().invoke(app, ["check"])
    assert "[layouts-left-out]" in run.output
