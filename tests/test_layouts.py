"""Layouts: golden block trees, a closed vocabulary, and text that stays text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from handouts import ContentError, Workspace, check, make
from handouts.content.layouts import layouts_of
from handouts.content.library import Library
from handouts.files.workspace import library_folder
from handouts.layout import blocks as b
from handouts.layout.blocks import DoseCell, Sheet, Span
from handouts.layout.markup import Filled, _Reader, parse
from handouts.layout.templates import environment
from handouts.layout.vocabulary import BLOCKS
from handouts.resolve.handout import resolve
from handouts.resolve.order import Order
from handouts.sheets.pages import lay_out, style_of
from tests.conftest import CLINIC, TODAY
from tests.plain_text import sheet_text

SHEETS = (
    ("stiff-ankle", "handout"),
    ("ankle-pair", "leaf"),
    ("ankle-pair", "exercises"),
    ("ankle-pair", "log"),
    ("ankle-pair", "pack"),
)


def laid_out(what: str, layout: str, folder: Path | None = CLINIC) -> Sheet:
    shelf = Library(Workspace.open(folder))
    style = style_of(shelf, "standard", None)
    return lay_out(resolve(Order(what, layout), shelf, TODAY), style, shelf.layouts)


@pytest.mark.parametrize(("what", "layout"), SHEETS)
def test_golden_block_trees(what: str, layout: str, golden: Callable[[str, str], None]) -> None:
    golden(f"{layout}.txt", sheet_text(laid_out(what, layout)))


LOG = (
    "<day-log><name>x</name><log-column><name>x</name></log-column><log-week><title>w</title>{}{}</log-week></day-log>"
)
DAY = '<log-day label="Mo"/>'


HEAD = "{# layout\nname: Own sheets\nabout: programme\n#}\n"
FOR_A_PATIENT = HEAD.replace("#}", "needs: [patient]\n#}")


def wrapped(body: str) -> str:
    return f'<sheet title="T" language="en"><body>\n{body}\n</body></sheet>'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<paragrap>x</paragrap>", 'Did you mean "paragraph"?'),
        ('<paragraph colour="red">x</paragraph>', 'no attribute "colour"'),
        ("<paragraph>x <b>y</b></paragraph>", "<b> can't stand here"),
        ("stray words", "stands in no block"),
        ('<paragraph>go <link to="javascript:x">y</link></paragraph>', "A link starts with"),
        ('<paragraph>go <link to="file:///etc/passwd">y</link></paragraph>', "A link starts with"),
        ('<figure picture="x"/>', "has no alt text"),
        ("<table><row><cell>x</cell></row></table>", "has no head"),
        ("<table><head><cell>x</cell></head><row><cell>x</cell><cell>y</cell></row></table>", "more or fewer cells"),
        ('<table widths="a b"><head><cell>x</cell></head></table>', "is not a row of numbers"),
        ('<callout kind="loud"/>', "is not one of"),
        ('<space units="-1"/>', "is not a length"),
        ("<day-log/>", "a log needs"),
        ('<card number="1"/>', "a card has no title"),
        ('<heading level="2"> </heading>', "a heading has no words"),
        ('<heading level="2">x</heading>', "a heading is of level 2, and it is the first one"),
        ('<heading level="1">x</heading><card level="3"><title>y</title></card>', "the one before it is of level 1"),
        (
            '<heading level="1">x</heading><callout level="3"><title>y</title></callout>',
            "a heading is of level 3, and the one before it is of level 1",
        ),
        ("<list><item>x</item><item/></list>", "an item of the list has no words"),
        ("<table><head><cell>x</cell><cell/></head></table>", "a cell of the table's head has no words"),
        ('<qr address="https://x.example"/>', "a QR code has no alt text"),
        ('<qr address="x" alt="y"/>', "An address starts with"),
        (f'<qr address="https://{"x" * 3000}" alt="y"/>', "leads to an address of 3008 letters"),
        ('<callout kind="dose"><title>x</title></callout>', 'a callout of kind "dose" has no title'),
        ('<paragraph><foreign language="Latin words">x</foreign></paragraph>', "is no language tag"),
        ("<paragraph>x", "not well-formed"),
        ("<item>x</item>", "can't stand here"),
        ('<table widths="0 0"><head><cell>x</cell><cell>y</cell></head></table>', "shares of more than 0"),
        ('<table widths="1"><head><cell>x</cell><cell>y</cell></head></table>', "1 widths for 2 columns"),
        ('<table widths="nan 1"><head><cell>x</cell><cell>y</cell></head></table>', "is not a row of lengths"),
        ('<columns widths="-1 9"><column/><column/></columns>', "is not a row of lengths"),
        ('<columns widths="inf 9"><column/><column/></columns>', "is not a row of lengths"),
        ('<columns widths="9"><column/><column/></columns>', "2 columns have 1 widths"),
        ('<columns widths="100 80"><column/><column/></columns>', "wider than the page"),
        ('<columns widths="0 174"><column/><column/></columns>', "wider than the page"),
        ("<columns/>", "has no columns"),
        ('<scale low="5" high="3"/>', "from a lower to a higher number"),
        ('<scale low="0" high="99"/>', "at most 20"),
        ('<space units="nan"/>', "is not a length"),
        (LOG.format('<log-day label=""/>', "<cells/>"), "a log-day has no label"),
        (LOG.format(DAY, "<cells/>").replace("<log-week>", '<part label=" "/><log-week>'), "a part has no label"),
        (LOG.format(DAY * 2, '<cells targets="1"/>'), "1 targets for 2 days"),
        (LOG.format(DAY, "<cells/>").replace("<log-column>", '<log-column boxes="0">'), "from 1 to 12 boxes"),
        (LOG.format(DAY, "<cells/>").replace("<log-column>", '<log-column boxes="99">'), "from 1 to 12 boxes"),
        (LOG.format(DAY, "<cells/>").replace("<log-week>", "<log-week>stray"), '"stray" stands in no'),
        (LOG.format(DAY, "<cells/>stray"), '"stray" stands in no'),
        (LOG.format(DAY + "stray", "<cells/>"), '"stray" stands in no'),
        (LOG.format('<log-day label="Mo">stray</log-day>', "<cells/>"), '"stray" stands in no'),
        (LOG.format(DAY, "<cells/>").replace("<log-column>", "<name>y</name><log-column>"), "a second <name>"),
        ("<list>stray<item>x</item></list>", '"stray" stands in no'),
        ("<list><item>x</item>stray</list>", '"stray" stands in no'),
        ("<table><head><cell>x</cell></head>stray</table>", '"stray" stands in no'),
        ("<table><head>stray<cell>x</cell></head></table>", '"stray" stands in no'),
        ("<table><head><cell>x</cell></head><head><cell>y</cell></head></table>", "a second <head>"),
        ("<columns>stray<column/></columns>", '"stray" stands in no'),
        ("<rule>stray</rule>", '"stray" stands in no'),
        ("<rule><paragraph>x</paragraph></rule>", "<paragraph> can't stand here"),
        ('<paragraph>x <blank width="9">stray</blank></paragraph>', '"stray" stands in no'),
        ("<callout><title>x</title><title>y</title></callout>", "a second <title>"),
        ("</body><body>", "a second <body>"),
        ("<group>" * 60 + "</group>" * 60, "nested more than"),
        ("<paragraph>" + "<strong>" * 5000 + "x" + "</strong>" * 5000 + "</paragraph>", "nested more than"),
    ],
)
def test_mistakes_in_markup_are_told_with_their_line(body: str, told: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse(Filled(wrapped(body)), "layouts/x.xml.j2")
    text = str(caught.value)
    assert told in text
    assert "layouts/x.xml.j2" in text
    assert "rendered line" in text


def test_every_tag_is_read_and_every_block_has_a_tag() -> None:
    readers = [getattr(_Reader, "block_" + tag.replace("-", "_")) for tag in BLOCKS]
    assert {get_type_hints(reader)["return"] for reader in readers} == set(get_args(b.Block))


def test_a_mistake_in_a_layout_never_tells_who_the_patient_is(clinic: Path) -> None:
    (clinic / "layouts").mkdir()
    (clinic / "layouts" / "log.xml.j2").write_text(wrapped("{{ sheet.patient.name }}"))
    with pytest.raises(ContentError, match=r'^layouts/log\.xml\.j2:1: the text "\.\.\." stands in no block'):
        make(Order("ankle-pair", "log", typed={"patient": {"name": "Ann"}}), Workspace.open(clinic), today=TODAY)


@pytest.mark.parametrize(
    ("said", "told"), [('title="T"', "no language"), ('title="T" language="e"', "no language tag")]
)
def test_a_sheet_says_its_language(said: str, told: str) -> None:
    with pytest.raises(ContentError, match=told):
        parse(f"<sheet {said}><body/></sheet>", "x")


def test_no_entities() -> None:
    with pytest.raises(ContentError, match="not well-formed"):
        parse('<!DOCTYPE sheet [<!ENTITY x "y">]><sheet title="T" language="en"/>', "x")


def test_white_space_of_layouts_is_no_text() -> None:
    sheet = parse(wrapped("<paragraph>\n  one <strong> two</strong>\n <value> 3 s </value>.\n</paragraph>"), "x")
    (paragraph,) = sheet.blocks
    assert [span.text for span in paragraph.spans] == ["one ", "two", " ", "3 s ", "."]  # type: ignore[union-attr]


def test_a_clinics_layout_changes_one_block_and_nothing_else(clinic: Path) -> None:
    before = sheet_text(laid_out("ankle-pair", "exercises", clinic)).splitlines()
    layout = clinic / "layouts" / "exercises.xml.j2"
    layout.parent.mkdir()
    layout.write_text(
        '{% extends "bundled:exercises.xml.j2" %}{% block ending %}<paragraph>See you soon.</paragraph>{% endblock %}'
    )
    after = sheet_text(laid_out("ankle-pair", "exercises", clinic)).splitlines()
    start = next(index for index, line in enumerate(before) if line.startswith("Shown and practised"))
    assert after == [*before[:start], "See you soon."]


@pytest.mark.parametrize(
    ("source", "line", "told"),
    [
        ("{{ sheet.nothing }}", 1, "nothing"),
        ("\n{% if %}", 2, "Expected an expression"),
        ("\n\n{{ 1 / 0 }}", 3, "can't be filled in"),
        ("{{ ''.__class__.__mro__ }}", 1, "not for layouts"),
        ("{{ sheet.title.replace('a', 'b') }}", 1, '"replace" of a text is not for layouts; write | replace'),
        ("{{ clinic.logo.joinpath('/etc/passwd').read_text() }}", 1, "not for layouts"),
        ("{{ clinic.logo.write_text('x') }}", 1, "not for layouts"),
        ("{% include '/etc/passwd' %}", 1, "/etc/passwd"),
        ("{% include '../../clinic.yaml' %}", 1, "clinic.yaml"),
    ],
)
def test_mistakes_in_templates_are_told_with_file_and_line(clinic: Path, source: str, line: int, told: str) -> None:
    layout = clinic / "layouts" / "handout.xml.j2"
    layout.parent.mkdir()
    layout.write_text(source)
    with pytest.raises(ContentError) as caught:
        make(Order("stiff-ankle", "handout"), Workspace.open(clinic), today=TODAY)
    assert str(caught.value).startswith(f"layouts/handout.xml.j2:{line}: ")
    assert told in str(caught.value)


CARD = """{# A card. #}
<card number="{{ number }}">
  <title>{{ exercise.name }}</title>
  {% for step in exercise.steps %}
  <group>
    SLIP
  </group>
  {% endfor %}
</card>
"""


@pytest.mark.parametrize(
    ("slip", "line", "told"),
    [
        ('<paragraph style="hugh">{{ step }}</paragraph>', 6, 'no text style "hugh"'),
        ("<paragraph>{{ step }}\n<strong>x</strong><b>y</b></paragraph>", 7, "<b> can't stand here"),
        ("{{ step }}", 5, "stands in no block"),
        ("{# x #}<paragraph>{{ step }}", 6, "<paragraph> is not closed, or closed twice"),
        ("<paragraph>{{ step }}</paragraph></group>", 2, "<card> is not closed, or closed twice"),
        ("<paragraph>\n{{ step }}\n</paragraph>\n<paragraph a=b>x</paragraph>", 9, "not well-formed"),
        ('<figure picture="lost" alt="x"/>', 6, 'no picture "lost"'),
        ('<paragraph>{{ "<heading>" | safe }}</heading></paragraph>', 6, "<heading> can't stand here"),
        ("{%- if true -%}\n\n<rule/>\n<rule/>\n<roule/>{% endif %}", 10, 'Did you mean "rule"?'),
        ("{% include '_own.xml.j2' %}", 2, 'no text style "hugh"'),
    ],
)
@pytest.mark.parametrize("form", ["pdf", "html"])
def test_mistakes_are_told_with_the_line_of_the_layout(
    clinic: Path, slip: str, line: int, told: str, form: str
) -> None:
    (clinic / "layouts").mkdir()
    (clinic / "layouts" / "_card.xml.j2").write_text(CARD.replace("SLIP", slip))
    own = '\n<paragraph style="hugh">{{ step }}</paragraph>'
    (clinic / "layouts" / "_own.xml.j2").write_text(own)
    with pytest.raises(ContentError) as caught:
        make(Order("ankle-pair", "exercises", form=form), Workspace.open(clinic), today=TODAY)  # type: ignore[arg-type]
    file = "_own" if "_own" in slip else "_card"
    assert str(caught.value).startswith(f"layouts/{file}.xml.j2:{line}: ")
    assert told in str(caught.value)


def test_an_unknown_style_is_told_with_its_layout(clinic: Path) -> None:
    layout = clinic / "layouts" / "handout.xml.j2"
    layout.parent.mkdir()
    layout.write_text(wrapped('<paragraph style="hugh">x</paragraph>'))
    with pytest.raises(ContentError, match=r'^layouts/handout\.xml\.j2:2: style: there is no text style "hugh"'):
        make(Order("stiff-ankle", "handout"), Workspace.open(clinic), today=TODAY)


def test_white_words_on_white_are_refused(clinic: Path) -> None:
    layout = clinic / "layouts" / "handout.xml.j2"
    layout.parent.mkdir()
    layout.write_text(wrapped('<paragraph style="bar">x</paragraph>'))
    with pytest.raises(ContentError, match='words of the style "bar" could not be read on white'):
        make(Order("stiff-ankle", "handout"), Workspace.open(clinic), today=TODAY)


def test_templates_escape_what_data_says() -> None:
    templates = environment(layouts_of(Workspace.open()))
    made = templates.from_string('<p a="{{ x }}">{{ "{y}" | said(y=x) }}</p>').render(x='<&">{{ 7*7 }}')
    assert made == '<p a="&lt;&amp;&#34;&gt;{{ 7*7 }}">&lt;&amp;&#34;&gt;{{ 7*7 }}</p>'


def test_values_stay_whole() -> None:
    sheet = laid_out("ankle-pair", "exercises")
    found: list[object] = []

    def walk(value: object) -> None:
        if isinstance(value, (Span, DoseCell)):
            found.append(value)
        for name in getattr(value, "__dataclass_fields__", ()):
            walk(getattr(value, name))
        if isinstance(value, tuple):
            for each in value:
                walk(each)

    walk(sheet)
    spans = {span.text.strip() for span in found if isinstance(span, Span) and span.kind == "value"}
    assert spans >= {"1 month", "Weeks 1 to 2"}
    cells = {(cell.before, cell.value, cell.unit) for cell in found if isinstance(cell, DoseCell)}
    assert cells >= {("", "2", "sets"), ("hold at least", "5", "seconds"), ("", "10", "times")}


MISTAKES = {
    "always": ("{{ sheet.nothing }}", 'there is no "nothing" here'),
    "large": ("{% if profile == 'large-print' %}{{ sheet.nothing }}{% endif %}", 'there is no "nothing" here'),
    "easy": ("{% if profile == 'easy-read' %}</group>{% endif %}", "well-formed"),
    "saver": ('{% if profile == "toner-saver" %}<paragraph style="hugh">x</paragraph>{% endif %}', '"hugh"'),
    "patient": ("{% if sheet.patient.name %}{{ sheet.nothing }}{% endif %}", 'there is no "nothing" here'),
    "blank": ("{% if sheet.patient and not sheet.patient.name %}{{ sheet.nothing }}{% endif %}", '"nothing"'),
    "visit": ("<paragraph>{{ sheet.clinician.work }}{{ sheet.nothing }}</paragraph>", 'there is no "nothing" here'),
    "brand": ("{{ sheet.nothing }}", 'there is no "nothing" here'),
}


@pytest.fixture
def small(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic whose library has one condition and one programme."""
    names = Workspace.names
    few = ("stiff-ankle", "ankle-pair", "heel-raise", "ankle-rock", "en")
    monkeypatch.setattr(Workspace, "names", lambda self, kind: [each for each in names(self, kind) if each in few])
    (clinic / "layouts").mkdir()
    return clinic


def test_check_tries_every_layout_in_every_profile(small: Path) -> None:
    sound = '<paragraph>{{ sheet.title }}{{ " " ~ sheet.clinician.work if sheet.clinician }}</paragraph>'
    for name, (source, _) in MISTAKES.items():
        head = {"brand": "", "visit": FOR_A_PATIENT}.get(name, HEAD)
        (small / "layouts" / f"{name}.xml.j2").write_text(head + wrapped(source))
        (small / "layouts" / f"sound-{name}.xml.j2").write_text(HEAD + wrapped(sound))
    told = {problem.file: str(problem) for problem in check(Workspace.open(small), TODAY) if not problem.rule}
    assert set(told) == {f"layouts/{name}.xml.j2" for name in MISTAKES}
    for name, (_, message) in MISTAKES.items():
        assert message in told[f"layouts/{name}.xml.j2"]


def test_a_part_that_no_layout_takes_in_is_told(small: Path) -> None:
    for name in ("_cards", "_card", "_mine"):
        (small / "layouts" / f"{name}.xml.j2").write_text('<card><title>x</title></card>{# {% include "_cards" %} #}')
    (small / "layouts" / "fridge.xml.j2").write_text(HEAD + wrapped('<heading>x</heading>{% include "_mine.xml.j2" %}'))
    told = [str(problem) for problem in check(Workspace.open(small), TODAY) if problem.rule == "not-taken-in"]
    assert told == ['layouts/_cards.xml.j2: stands in no layout. Did you mean "_card.xml.j2"?']


def test_a_broken_table_of_styles_hides_nothing_else(small: Path) -> None:
    styles = (library_folder() / "data" / "styles.yaml").read_text("utf-8")
    broken = styles.replace("  body: ", '  "x{}</style><script>": ', 1)
    (small / "data" / "styles.yaml").write_text(broken, "utf-8")
    (small / "layouts" / "log.xml.j2").write_text("{{ sheet.nothing }}")
    (small / "prescriptions").mkdir(exist_ok=True)
    (small / "prescriptions" / "1.yaml").write_text("format: 1\nprogramme: ankle-pair\nside: middle\n")
    told = {(problem.file, problem.where) for problem in check(Workspace.open(small), TODAY)}
    assert {("data/styles.yaml", "text.x{}</style><script>"), ("layouts/log.xml.j2", "")} <= told
    assert ("prescriptions/1.yaml", "side") in told
