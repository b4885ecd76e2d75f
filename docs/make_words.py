"""Writes docs/words.md from the types: python docs/make_words.py"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handouts.content.words import Phrases
from handouts.content.words.phrase import Phrase, PhraseGroup, PluralForms

FILE = Path(__file__).parent / "words.md"
HEAD = """# The fixed words

Every phrase that the pages have besides your texts, by group and name, and its English. Say one in other words in
`clinic.yaml`:

```yaml
words:
  urgency: {emergency: "Call 911 or go to the ER if:"}
```

A file of a language, such as `data/languages/de.yaml`, says many, each under its group; one that it lacks is printed
in English, and `check` names it (`untranslated`). A place in braces, such as `{number}`, may be left out or moved,
and no other stand there, save `{profession}`, which may stand in every phrase: it is `profession:` of `clinic.yaml`,
or else `page.profession`.

```yaml
# data/languages/de.yaml
format: 1
name: Deutsch
tag: de-DE
words:
  dose:
    set: {one: "{number} Satz", other: "{number} Sätze"}
    hold: "Halten Sie jedes Mal {hold}."
```

A phrase with a number has the plural forms of its language as CLDR names them (`zero`, `one`, `two`, `few`, `many`),
and always `other`; where there is one form only, it is a text. Days, months and dates (`dates.months`,
`dates.short_months`, `dates.weekdays`, `dates.date`, `dates.weekday_date`, `dates.day_month`, `dates.short_day_month`,
`dates.day`, `leaf.days`) of a language that leaves them out are CLDR's.
"""


def english(phrase: Phrase) -> str:
    """A phrase as a cell of the table."""
    if isinstance(phrase, PluralForms):
        texts = [f"{name}: {_shown(text)}" for name, text in phrase if text is not None]
        return ", ".join(texts)
    return _shown(phrase) if isinstance(phrase, str) else ", ".join(map(_shown, phrase))


def _shown(text: str) -> str:
    return f"`{text}`" if text == text.strip() else f'`"{text}"`'


def document() -> str:
    """The whole document."""
    return "\n".join([HEAD, *_groups()])


def _groups() -> Iterator[str]:
    for group, field in Phrases.model_fields.items():
        kind: Any = field.annotation
        assert issubclass(kind, PhraseGroup)
        yield f"## {group}\n\n{kind.__doc__}\n\n| phrase | English | where it stands |\n|---|---|---|"
        for name, phrase in kind.model_fields.items():
            yield f"| `{name}` | {english(phrase.default)} | {phrase.description} |"
        yield ""


if __name__ == "__main__":
    FILE.write_text(document(), "utf-8")
