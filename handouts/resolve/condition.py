"""A condition's file to the text of its handout."""

from __future__ import annotations

from typing import assert_never

from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Condition
from handouts.content.tables import ONLY_BY_LICENCE, Glossary, Source, Sources, UrgentSigns
from handouts.content.words import Words
from handouts.files.written import Body, Bullets, Citation, File, TableInText, Urgency
from handouts.resolve.condition_pictures import actions, own_picture
from handouts.resolve.dose import fill_text, with_gaps
from handouts.resolve.passages import (
    ConditionText,
    ExplainedWord,
    Passage,
    TitledSection,
    TreatmentLine,
    UrgencyBox,
)
from handouts.resolve.resolved import ClinicDetails


def condition_text(file: Loaded[Condition], clinic: ClinicDetails, words: Words, library: Library) -> ConditionText:
    """Sections in the order in which they are read, headed in the sheet's language."""
    written, said = file.content, words.handout
    before = (
        ("what_it_is", said.what_it_is, written.what_it_is),
        ("causes", said.causes, written.causes),
        ("signs", said.signs, written.signs),
        ("assessment", said.assessment, written.assessment),
        ("treatments", said.treatments, _only_treatment(written)),
        ("outlook", said.outlook, written.outlook),
        ("what_you_can_do", said.what_you_can_do, written.what_you_can_do),
    )
    return ConditionText(
        id=file.id,
        name=written.name,
        kind=_kind(written, words),
        medical_name=written.medical_name or "",
        subtitle=written.subtitle,
        in_short=written.in_short,
        sections=tuple(TitledSection(title, passages(body), name) for name, title, body in before if body),
        treatments_introduction=written.treatments_introduction or "",
        treatments=tuple(TreatmentLine(t.name, t.text, t.evidence or "") for t in written.treatments),
        first=_own_sections(written, first=True),
        more=_own_sections(written, first=False),
        urgency=urgency_boxes(file, clinic, words, library),
        explained=_explained(file, library),
        evidence=written.evidence or "",
        sources=source_lines([(file, written.sources)], words, library),
        message=written.message or "",
        this_week=tuple(with_gaps(line) for line in written.this_week),
        figure=own_picture(file, library),
        how_to=tuple(actions(file, library)),
    )


def _kind(written: Condition, words: Words) -> str:
    """What a sheet of its kind is about."""
    said = words.handout
    match written.about:
        case "condition":
            return said.kind
        case "exercise":
            return said.kind_exercise
        case "treatment":
            return said.kind_treatment
        case "recovery":
            return said.kind_recovery
        case _:
            assert_never(written.about)


def _own_sections(written: Condition, *, first: bool) -> tuple[TitledSection, ...]:
    sections = (section for section in written.more if section.first == first)
    return tuple(TitledSection(section.title, passages(section.body), in_pack=section.in_pack) for section in sections)


def _only_treatment(written: Condition) -> Body:
    """A treatment that is the only one needs no table."""
    if len(written.treatments) != 1:
        return ()
    (only,) = written.treatments
    text = " ".join(filter(None, (f"{only.name}:", only.text, only.evidence)))
    return (*filter(None, [written.treatments_introduction]), text)


def passages(body: Body) -> tuple[Passage, ...]:
    """Written body parts as passages."""
    made = []
    for part in body:
        if isinstance(part, Bullets):
            made.append(Passage("list", items=part.list))
        elif isinstance(part, TableInText):
            made.append(Passage("table", head=part.table.head, rows=part.table.rows))
        else:
            made.append(Passage("text", text=part))
    return tuple(made)


def urgency_boxes(
    file: Loaded[Condition], clinic: ClinicDetails, words: Words, library: Library
) -> tuple[UrgencyBox, ...]:
    """The signs that the file picks from the table, a box for each level, the most urgent first."""
    table = library.table(UrgentSigns)
    if table is None:
        return ()
    signs = [
        library.row(UrgentSigns, table.signs, name, file, ("get_help", index))
        for index, name in enumerate(file.content.get_help)
    ]
    said = words.urgency
    soon = said.soon_doctor if file.content.talk_to == "doctor" else said.soon
    titles: dict[Urgency, str] = {"emergency": said.emergency, "today": said.today, "soon": soon}
    boxes = []
    for level in titles:
        texts = tuple(sign.text for sign in signs if sign and sign.urgency == level)
        if texts:
            title = fill_text(titles[level], number=clinic.emergency_number, advice=clinic.urgent_advice)
            boxes.append(UrgencyBox(level, title, texts))
    return tuple(boxes)


def _explained(file: Loaded[Condition], library: Library) -> tuple[ExplainedWord, ...]:
    """The words of the glossary that the file names."""
    table = library.table(Glossary) if file.content.glossary else None
    entries = [
        library.row(Glossary, table.entries, name, file, ("glossary", index))
        for index, name in enumerate(file.content.glossary)
        if table
    ]
    return tuple(ExplainedWord(e.plain, e.medical or "", e.sentence) for e in entries if e)


def source_lines(
    cited: list[tuple[Loaded[File], tuple[Citation, ...]]], words: Words, library: Library
) -> tuple[str, ...]:
    """Each source once, as "Title (publisher, year)." or in the one line that its licence asks for; `cited` names the
    file that an unknown source is a problem of."""
    table = library.table(Sources)
    lines: dict[str, str] = {}
    for file, citations in cited:
        for index, citation in enumerate(citations):
            if table is None or citation.id in lines:
                continue
            source = library.row(Sources, table.sources, citation.id, file, ("sources", index, "id"))
            if source:
                lines[citation.id] = _source_line(source, words)
    return tuple(dict.fromkeys(lines.values()))


def _source_line(source: Source, words: Words) -> str:
    if source.licence in ONLY_BY_LICENCE:
        return words.page.public_sector
    publisher = source.publisher or words.page.publisher_unknown
    when = f"{publisher}, {source.year}" if source.year else publisher
    return fill_text(words.page.source, title=source.title, publisher=when)
