"""Elements of a rendered layout: what may stand where, attributes, words, and errors that say where."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Any, NoReturn
from xml.etree.ElementTree import Element

from handouts.files.problems import ContentError, Problem, nearest
from handouts.layout import blocks as b
from handouts.layout.spacing import one_space
from handouts.layout.vocabulary import HOLDERS, INLINE, LANGUAGE_TAG, LEAVES, LINKS, TAGS, VOCABULARY
from handouts.layout.xml_tree import Line
from handouts.reuse.private import MARK, Private, letters_of, without_mark

_QUOTED = re.compile(r'"[^"]*"')


def _has_private(element: Element) -> bool:
    attributes = (value for each in element.iter() for value in each.attrib.values())
    return MARK in "".join(element.itertext()) or any(isinstance(each, Private) or MARK in each for each in attributes)


def _saying(text: str, look: b.Span) -> b.Span:
    """Words of a layout's text that look so; all of them are private where any has the mark."""
    said = without_mark(text)
    return look.saying(said) if said is text else replace(look.saying(letters_of(said)), private=True)


def place_of(layout: str, line: Line) -> tuple[str, int, str]:
    """File, line and place of a problem: what a mark says, or a line of the rendered text."""
    if isinstance(line, str):
        name, _, number = line.rpartition(" ")
        return f"layouts/{name.removeprefix('bundled:')}", int(number), ""
    return layout, 0, f"rendered line {line}"


class Elements:
    """The elements of one layout with their lines. Every method raises ContentError for what it can't read.

    Where what is private has its mark, the words of `plain` look are for everyone. A private text that counted as a
    number or a choice is `lost`: whoever asks can't know any more what is made of it."""

    def __init__(self, layout: str, lines: dict[Element, Line], *, marked: bool) -> None:
        self.layout, self.lines = layout, lines
        self.plain, self.lost = b.Span(private=not marked), False

    def refuse(self, element: Element, message: str, hint: str = "") -> NoReturn:
        """Raise ContentError that says where the element stands. It quotes nothing that is a patient's."""
        if self.plain.private or _has_private(element):
            message = _QUOTED.sub('"..."', message)
        place = place_of(self.layout, self.lines[element])
        advice = (hint,) if hint else TAGS
        raise ContentError([Problem(*place, message).advising(*advice)])

    def check(self, element: Element, allowed: dict[str, tuple[str, ...]] | tuple[str, ...]) -> None:
        """Whether an element may stand here, with these attributes and this inside."""
        if element.tag not in allowed:
            self.refuse(element, f"<{element.tag}> can't stand here.", nearest(element.tag, allowed))
        known = VOCABULARY[element.tag]
        for name in element.attrib:
            if name not in known:
                self.refuse(element, f'<{element.tag}> has no attribute "{name}".', nearest(name, known))
        if element.tag in LEAVES + HOLDERS:
            self.no_words(element)
        for child in element if element.tag in LEAVES else ():
            self.refuse(child, f"<{child.tag}> can't stand here.", f"<{element.tag}/> holds nothing.")

    def no_words(self, parent: Element) -> None:
        """Refuse words between the parts of an element: nothing would print them."""
        texts = [parent.text, *(child.tail for child in parent)]
        stray = next((text.strip() for text in texts if text and text.strip()), "")
        if stray:
            self.refuse(parent, f'the text "{stray[:40]}" stands in no block.', "Put it into a <paragraph>.")

    def once(self, parent: Element, *tags: str) -> None:
        """Refuse a second part of a kind that is read once."""
        for tag in tags:
            if len(found := parent.findall(tag)) > 1:
                self.refuse(found[1], f"is a second <{tag}>.", "Keep one.")

    def number(self, element: Element, name: str, default: float) -> float:
        """An attribute from 0 to 1000."""
        text = self.known(element.get(name, ""))
        try:
            value = float(text) if text else default
        except ValueError:
            value = -1.0
        if not 0 <= value <= 1000:
            self.refuse(element, f'{name}="{text}" is not a length or number.')
        return value

    def numbers(self, element: Element, name: str) -> tuple[float, ...]:
        """An attribute that is a row of lengths; none when it is left out."""
        text = self.known(element.get(name, ""))
        try:
            found = tuple(float(part) for part in text.split())
        except ValueError:
            self.refuse(element, f'{name}="{text}" is not a row of numbers.', 'Write it as "2 1 1".')
        if not all(math.isfinite(value) and value >= 0 for value in found):
            self.refuse(element, f'{name}="{text}" is not a row of lengths.', "Write numbers from 0 on.")
        return found

    def known(self, text: str) -> str:
        """An attribute that is read as something else than words."""
        self.lost = self.lost or isinstance(text, Private)
        return text

    def label(self, element: Element) -> str:
        """The attribute "label", which some parts need."""
        text = element.get("label", "")
        if not text.strip():
            self.refuse(element, f"a {element.tag} has no label.", f'Write <{element.tag} label="...">.')
        return text

    def choice(self, element: Element, name: str, options: tuple[str, ...]) -> Any:
        """An attribute that is one of some words, the first when it is left out."""
        value = self.known(element.get(name, options[0]))
        if value not in options:
            self.refuse(element, f'{name}="{value}" is not one of {", ".join(options)}.', nearest(value, options))
        return value

    def children(self, element: Element, tag: str) -> list[Element]:
        """What stands in an element that holds one kind of thing."""
        found = list(element)
        for child in found:
            self.check(child, (tag,))
        return found

    def refuse_language(self, element: Element) -> None:
        """Refuse what is no language tag."""
        language = element.get("language", "")
        if not re.fullmatch(LANGUAGE_TAG, language):
            self.refuse(element, f'language="{language}" is no language tag.', 'Write one such as "la" or "en-GB".')

    # -- words --------------------------------------------------------------------------------------------------------

    def spans(self, element: Element) -> b.Spans:
        """The words of an element, with runs of white space made one space and none at the ends."""
        found: list[b.Span] = []
        self._gather(element, found, self.plain)
        return one_space(found)

    def _gather(self, element: Element, found: list[b.Span], look: b.Span) -> None:
        """Append the words of an element, which look as `look` does."""
        kind: b.SpanKind = "value" if element.tag == "value" else "marker" if element.tag == "marker" else "text"
        if look.kind != kind:
            look = replace(look, kind=kind)
        if element.text:
            found.append(_saying(element.text, look))
        for child in element:
            if child.tag in ("title", "name") and element.tag in ("line",):
                continue
            self.check(child, INLINE)
            if child.tag == "blank":
                gap = replace(look, kind="blank", link="", language="", width=self.number(child, "width", 20))
                found.append(replace(gap, of=child.get("of", "")))
            elif child.tag in ("page-number", "page-count"):
                number: b.SpanKind = "page" if child.tag == "page-number" else "pages"
                found.append(replace(look, kind=number, link="", language=""))
            else:
                self._gather(child, found, self.look_of(child, look))
            if child.tail:
                found.append(_saying(child.tail, look))

    def look_of(self, element: Element, look: b.Span) -> b.Span:
        """How the words of an inline tag look inside words that look as `look` does."""
        if element.tag == "strong":
            return replace(look, strong=True)
        if element.tag == "link":
            target = element.get("to", "")
            if not target.startswith(LINKS):
                self.refuse(element, f'links to "{target[:60]}".', f"A link starts with {', '.join(LINKS)}.")
            return replace(look, link=letters_of(target), private=look.private or isinstance(target, Private))
        if element.tag == "foreign":
            self.refuse_language(element)
            return replace(look, language=self.known(element.get("language", "")))
        return look

    def title_of(self, element: Element) -> b.Spans:
        """The words of the element's title, if it has one."""
        self.once(element, "title")
        title = element.find("title")
        return self.spans(title) if title is not None else ()
