"""The fixed words: English by default, others by a language or a clinic; what CLDR knows comes from it."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from babel.core import Locale
from babel.dates import format_date, format_skeleton

from handouts import ContentError, Order, Workspace, check, make
from handouts.checks.wording import check_wording
from handouts.content.amounts import Amount
from handouts.content.clinic import Clinic, Language
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Dosage, Exercise, Programme
from handouts.content.words import Phrases, Words
from handouts.content.words.phrase import IN_EVERY_PHRASE, PluralForms, places_of, texts_of
from handouts.files.workspace import library_folder
from handouts.layout.sentences import is_sentence_end
from handouts.resolve.dates import in_words, span_in_words, with_weekday
from handouts.resolve.day_log import log_pages
from handouts.resolve.dose import plain, sentence
from handouts.resolve.languages import dates_of, decimal, plural_form, short_weekdays
from handouts.resolve.phrases import merged, untranslated
from handouts.resolve.signing import exercise_fingerprint
from handouts.sheets.pages import style_of
from handouts.sheets.specimen import contrast_in_words
from tests.conftest import TODAY, alone
from tests.structure import read
from tests.test_dated_logs import card

LANGUAGES = (
    "de-DE",
    "pl",
    "ar",
    "ru-RU",
    "fr-CA",
    "cy",
    "pt-BR",
    "tr",
    "cs",
    "el",
    "vi",
    "ja",
    "zh-Hant-TW",
    "hi",
    "fi",
)
CLINIC = Clinic.model_validate({"format": 1, "name": "x", "emergency_number": "112", "pain_rule": "x"})


def spoken(tag: str, words: dict[str, Any], **clinic: Any) -> Words:
    language = Language.model_validate({"format": 1, "name": tag, "tag": tag, "words": words})
    return merged(Clinic.model_validate(CLINIC.model_dump(exclude_unset=True) | clinic), language)


def test_english_is_what_cldr_has() -> None:
    dates, ours = dates_of("en-GB"), Words.model_construct()
    assert (ours.dates.months, ours.dates.weekdays, ours.leaf.days) == (
        dates["months"], dates["weekdays"], short_weekdays("en-GB"),
    )  # fmt: skip
    patterns = ("date", "day_month", "short_day_month", "day")
    assert [getattr(ours.dates, name) for name in patterns] == [dates[name] for name in patterns]
    assert [plural_form(number, "en-GB") for number in range(200)] == [
        Locale.parse("en_GB").plural_form(number) for number in range(200)
    ]


def test_a_specimen_has_the_decimal_sign_of_its_language() -> None:
    assert [decimal("4.5", tag) for tag in ("en-GB", "de", "pl", "es-MX", "xx")] == ["4.5", "4,5", "4,5", "4.5", "4.5"]
    words, style = merged(CLINIC, bundled("de").content), style_of(LIBRARY, "standard", None)
    assert "einen Kontrast von 8,4 zu 1" in next(contrast_in_words(style.theme, words))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_days_of_other_languages_are_as_babel_writes_them(tag: str) -> None:
    words, locale = spoken(tag, {}), Locale.parse(tag, sep="-")
    for month in range(1, 13):
        day = datetime.date(2026, month, month + 5)
        assert in_words(day, words) == format_date(day, "long", locale)
        assert with_weekday(day, words) == format_date(day, "full", locale)
        pattern = words.dates.day_month.format(day=day.day, month=words.dates.months[month - 1])
        assert pattern == format_skeleton("MMMMd", day, locale=locale)


@pytest.mark.parametrize(
    ("tag", "labels", "span"),
    [
        ("es", ["vie 27 feb", "sáb 28", "dom 1 mar"], "27 a 28 de febrero"),
        ("de", ["Fr. 27. Feb.", "Sa. 28", "So. 1. März"], "27 a 28. Februar"),
        ("fi", ["pe 27. helmi", "la 28", "su 1. maalis"], "27 a 28. helmikuuta"),
        ("zh-Hans", ["周五 2月27日", "周六 28日", "周日 3月1日"], "2月27日 a 28日"),
    ],
)
def test_a_day_without_its_month_leaves_nothing_of_the_date_behind(tag: str, labels: list[str], span: str) -> None:
    words, start = spoken(tag, {"dates": {"span": "{first} a {last}"}}), datetime.date(2026, 2, 27)
    plan = Programme.model_validate({"format": 1, "name": "P", "condition": "c", "exercises": ["a"]})
    (page,) = log_pages(plan, (card("a"),), range(1, 2), 1, words, start)
    assert [day.label for day in page.weeks[0].days[:3]] == labels
    assert span_in_words(start, datetime.date(2026, 2, 28), words) == span


def test_a_number_takes_the_form_of_its_language() -> None:
    sets = {"one": "{number} seria", "few": "{number} serie", "many": "{number} serii", "other": "{number} serii"}
    ways = {"one": "{number} powtórzeniu", "few": "{number} powtórzenia", "other": "{number} powtórzeń"}
    said_as = {"at_least": "{amount} lub więcej", "sets_repetitions": "{sets}: {repetitions}."}
    words = spoken("pl", {"dose": {"set": sets, "repetition": ways, **said_as}})

    def said(number: str | int, repetitions: str | int = 5, part: int = 0) -> str:
        dose = Dosage.model_validate({"sets": number, "repetitions": repetitions})
        return re.split(r"[:.] ?", plain(sentence(dose, words)))[part]

    assert [said(number) for number in (1, 2, 5, 22, "1 to 3", "at least 5", "ask")] == [
        "1 seria", "2 serie", "5 serii", "22 serie", "1 to 3 serie", "5 serii lub więcej", "____ serii",
    ]  # fmt: skip
    assert [said(2, number, 1) for number in (1, 3, "8 to 12", "ask")] == [
        "1 powtórzeniu", "3 powtórzenia", "8 to 12 powtórzeń", "____ powtórzeń",
    ]  # fmt: skip
    assert plural_form(5, "xx") == "other"
    assert spoken("xx", {}).dates == Words.model_construct().dates


def test_a_profession_stands_in_fixed_words() -> None:
    own = {"dose": {"to_fill_in": "Your {profession} fills this in.", "set": {"other": "{number} ({profession})"}}}
    words = spoken("en-US", own, profession="physical therapist")
    assert words.urgency.soon == "Talk to your physical therapist if:"
    assert words.dose.to_fill_in == "Your physical therapist fills this in."
    assert words.dose.set.other == "{number} (physical therapist)"
    assert spoken("de", {"page": {"profession": "Physio"}}).urgency.soon == "Talk to your Physio if:"
    assert Amount(1)  # doses know nothing of it


def test_a_phrase_that_a_language_lacks_is_english_and_named(clinic: Path) -> None:
    (clinic / "data/languages").mkdir()
    own = clinic / "data/languages/en.yaml"
    own.write_text(
        "format: 1\nname: x\ntag: cy\nwords:\n"
        "  log: {title: Cofnod}\n  leaf: {mine: Mine}\n  figures: {title: Lluniau}\n",
        "utf-8",
    )
    told = {one.where: one for one in check(alone(clinic), TODAY) if one.rule == "untranslated"}
    assert str(told["words.log"]).startswith("data/languages/en.yaml:5: words.log: lacks title_of, week, morning, ")
    assert not re.search(r"\bdays\b", told["words.leaf"].message)  # those are CLDR's
    assert "words.dose" in told
    assert "words.figures" not in told
    own.write_text("format: 1\nname: x\ntag: en-US\n", "utf-8")
    assert not [one for one in check(alone(clinic), TODAY) if one.rule == "untranslated"]


def test_plural_forms_need_one_for_all_other_numbers(clinic: Path) -> None:
    path = clinic / "clinic.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + 'words:\n  dose:\n    set: {one: "{number} round", few: "{count}"}\n', "utf-8")
    with pytest.raises(ContentError) as caught:
        make(Order("ankle-pair", "log"), Workspace.open(clinic), today=TODAY)
    assert [str(one) for one in caught.value.problems] == [
        f"clinic.yaml:{text.count(chr(10)) + 3}: words.dose.set.other: is missing. Add it."
    ]


def test_a_sheet_is_in_one_language(clinic: Path) -> None:
    (clinic / "data/languages").mkdir()
    (clinic / "data/languages/de.yaml").write_text("format: 1\nname: Deutsch\ntag: de-DE\n", "utf-8")
    path, programme = clinic / "clinic.yaml", clinic / "data/programmes/ankle-pair.yaml"
    path.write_text(path.read_text("utf-8").replace("language: en", "language: de"), "utf-8")
    programme.write_text(programme.read_text("utf-8").replace("format: 1\n", "format: 1\nlanguage: de\n", 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        make(Order("ankle-pair", "log"), Workspace.open(clinic), today=TODAY)
    told = [str(one) for one in caught.value.problems]
    assert (
        'data/exercises/heel-raise.yaml:1: language: is "en" and has no translation, and the sheet is "de-DE". '
        "Translate it, or ask for another language."
    ) in told
    assert not [one for one in told if "ankle-pair" in one]


def test_the_language_of_english_content_counts_for_nothing_and_its_rules_for_english_alone(clinic: Path) -> None:
    path = clinic / "data/exercises/heel-raise.yaml"
    text = path.read_text("utf-8")

    def looked_at(language: str) -> tuple[str, set[str]]:
        library = Library(Workspace.open(clinic))
        path.write_text(text.replace("format: 1\n", f"format: 1\n{language}steps: [Stand on two legs.]\n", 1), "utf-8")
        path.write_text(re.sub(r"(?m)^steps:\n(  - .*\n)+", "", path.read_text("utf-8")), "utf-8")
        file = library.find(Exercise, "heel-raise")
        assert file
        return exercise_fingerprint(file, library), {one.rule for one in check_wording(file, {})}

    english = looked_at("")
    assert looked_at("language: en\n") == english
    assert english[1] == {"number-style", "step-count"}
    assert looked_at("language: de\n")[0] != english[0]
    assert looked_at("language: de\n")[1] == {"step-count"}


LIBRARY = Library(Workspace((library_folder(),)))
BUNDLED = sorted(set(LIBRARY.workspace.names("language")) - {"en"})


def bundled(name: str) -> Loaded[Language]:
    file = LIBRARY.find(Language, name)
    assert file, [str(one) for one in LIBRARY.problems]
    return file


@pytest.mark.parametrize("name", BUNDLED)
def test_a_language_of_ours_has_every_phrase_with_its_places_and_its_plural_forms(name: str) -> None:
    """A form without its number would be a gap on a log, where the number is cut out of it."""
    file, ours = bundled(name), Phrases()
    assert list(untranslated(file)) == []
    assert list(check_wording(file, {})) == []  # the rules are for English
    assert file.content.name != name
    forms = {"other", *Locale.parse(file.content.tag, sep="-").plural_form.tags}
    for group in Phrases.model_fields:
        theirs, english = getattr(file.content.words, group), getattr(ours, group)
        for each in theirs.model_fields_set:
            said, meant = getattr(theirs, each), getattr(english, each)
            assert places_of(said) - IN_EVERY_PHRASE == places_of(meant) - IN_EVERY_PHRASE, each
            if isinstance(said, PluralForms):
                assert {form for form, text in said if text is not None} == forms, each
                assert all("{number}" in text for text in texts_of(said)), each
            elif isinstance(said, tuple):
                assert [places_of(text) for text in said] == [places_of(text) for text in meant], each


SETS = {
    "sets": 3,
    "repetitions": "8 to 12",
    "side": "both",
    "hold": "5",
    "rest": 60,
    "times_a_day": 1,
    "days_a_week": 7,
}
ASKED = {"repetitions": "ask", "side": "ask", "times_a_day": "at least 3", "days_a_week": 5, "pain_limit": 3}
GROWS = {"count": 1, "progression": {"add": 4, "every": "day", "stop_at": 400}, "times_a_day": 2, "days_a_week": "ask"}
SENTENCES = {
    "es": (
        "Haga 3 series de 8 a 12 repeticiones por cada lado. Mantenga la posición 5 segundos cada vez. "
        "Descanse 1 minuto entre series. Una vez al día, todos los días.",
        "Haga esto ____ veces con el lado ____. al menos 3 veces al día, 5 días a la semana. El dolor no "
        "debe pasar de 3 sobre 10.",
        "Dé 1 paso. Dos veces al día, ____ días a la semana. Cada día, si se siente bien, añada 4 "
        "pasos. Si le duele, no añada nada. Nunca pase de 400 pasos.",
    ),
    "ar": (
        "يؤدَّى التمرين في 3 مجموعات، في كل منها 8 إلى 12 تكرارًا لكل جانب. في كل مرة يلزم الثبات لمدة 5 "
        "ثوانٍ. مدة الراحة بين المجموعات: 1 دقيقة. مرة واحدة في اليوم، كل يوم.",
        "يؤدَّى التمرين ____ مرة للجانب ____. 3 مرات على الأقل في اليوم، 5 أيام في الأسبوع. يجب ألا يزيد "
        "الألم على 3 من 10.",
        "المطلوب مشي 1 خطوة. مرتان في اليوم، ____ أيام في الأسبوع. إذا شعرت بأنك بخير، فمقدار الزيادة "
        "كل يوم: 4 خطوات. وإذا شعرت بألم، فلا زيادة. الحد الأقصى: 400 خطوة.",
    ),
    "de": (
        "Machen Sie 3 Durchgänge mit jeweils 8 bis 12 Wiederholungen pro Seite. Halten Sie die Position "
        "jedes Mal 5 Sekunden lang. Machen Sie zwischen den Durchgängen 1 Minute Pause. Einmal am Tag, jeden "
        "Tag.",
        "Machen Sie das ____ Mal mit der ____ Seite. mindestens 3 Mal am Tag, 5 Tage in der Woche. Der "
        "Schmerz darf höchstens 3 von 10 sein.",
        "Gehen Sie 1 Schritt. Zweimal am Tag, ____ Tage in der Woche. Wenn Sie sich gut fühlen, machen Sie "
        "jeden Tag 4 Schritte mehr. Wenn es wehtut, machen Sie nicht mehr als bisher. "
        "Machen Sie höchstens 400 Schritte.",
    ),
    "pl": (
        "Zrób 3 serie po 8–12 powtórzeń dla każdej strony. Za każdym razem utrzymaj pozycję przez 5 sekund. "
        "Między seriami odpoczywaj przez 1 minutę. Raz dziennie, codziennie.",
        "Zrób to ____ razy dla ____ strony. co najmniej 3 razy dziennie, 5 dni w tygodniu. Ból może wynosić "
        "najwyżej 3 w skali od 0 do 10.",
        "Zrób 1 krok. Dwa razy dziennie, ____ dni w tygodniu. Jeśli czujesz się dobrze, dodawaj każdego "
        "dnia: 4 kroki. Jeśli boli, nie dodawaj. Rób najwyżej 400 kroków.",
    ),
    "tr": (
        "Bunu her taraf için 3 set yapın, her sette 8-12 tekrar. Her seferinde bu duruşta 5 saniye bekleyin. "
        "Setler arasında 1 dakika dinlenin. Günde bir kez, her gün.",
        "Bunu ____ tarafınızla ____ kez yapın. Günde en az 3 kez, haftada 5 gün. Ağrı 10 üzerinden en fazla 3 olsun.",
        "Yürüyün: 1 adım. Günde iki kez, haftada ____ gün. Kendinizi iyi hissediyorsanız her gün şu kadar "
        "artırın: 4 adım. Ağrı varsa artırmayın. En fazla: 400 adım.",
    ),
    "uk": (
        "Зробіть 3 підходи, у кожному 8–12 повторень для кожного боку. Щоразу утримуйте положення 5 секунд. "
        "Між підходами відпочивайте 1 хвилину. Один раз на день, щодня.",
        "Зробіть це ____ разів для ____ боку. щонайменше 3 рази на день, 5 днів на тиждень. Біль має бути не "
        "сильнішим за 3 з 10.",
        "Зробіть 1 крок. Двічі на день, ____ днів на тиждень. Якщо почуваєтеся добре, додавайте "
        "щодня: 4 кроки. Якщо болить, не додавайте. Не більше ніж 400 кроків.",
    ),
    "hi": (
        "3 सेट करें, हर सेट में 8 से 12 बार, हर एक तरफ़ से। हर बार उसी स्थिति में 5 सेकंड टिके रहें। सेटों "
        "के बीच 1 मिनट आराम करें। दिन में 1 बार, हर दिन।",
        "यह ____ बार करें, शरीर की ____ तरफ़ से। दिन में कम से कम 3 बार, हफ़्ते में 5 दिन। दर्द 10 में से 3 या उससे कम रहना चाहिए।",
        "1 कदम चलें। दिन में 2 बार, हफ़्ते में ____ दिन। ठीक महसूस हो, तो हर दिन इतना बढ़ाएँ: 4 कदम। दर्द हो, तो न "
        "बढ़ाएँ। ज़्यादा से ज़्यादा: 400 कदम।",
    ),
    "zh-hans": (
        "做3组，每组8至12次（每侧都做这么多）。每次保持5秒。两组之间休息1分钟。每天1次，每天都做。",
        "做____次（____侧）。每天至少3次，每周5天。疼痛不要超过3分（0至10分）。",
        "走1步。每天2次，每周____天。感觉良好时，每天增加4步。感到疼痛时不增加。最多400步。",
    ),
}


@pytest.mark.parametrize(("name", "text"), [("hi", "धीरे-धीरे बढ़ाएँ।"), ("zh-hans", "慢慢增加。")])
def test_a_text_of_a_dose_keeps_the_full_stop_of_its_language(name: str, text: str) -> None:
    words = merged(CLINIC, bundled(name).content)
    said = plain(sentence(Dosage.model_validate({"repetitions": 5, "starting_level": text}), words))
    assert said.endswith(text)


def test_sentences_stand_together_as_their_language_joins_them(clinic: Path) -> None:
    path = clinic / "clinic.yaml"
    path.write_text(path.read_text("utf-8") + 'words:\n  joints: {space: ""}\n', "utf-8")
    leaf = make(Order("ankle-pair", "leaf", form="text"), Workspace.open(clinic), today=TODAY)
    said = " ".join(leaf.data.decode().split())
    for words in ("a week.Do this for 4", "1 month.All of them", "Ankle rock.Draft:", "Start:Stand", "chair.Use the"):
        assert words in said
    sheets = [
        make(Order(what, layout, form="text"), Workspace.open(clinic), today=TODAY).data.decode()
        for what, layout in (("stiff-ankle", "handout"), ("ankle-pair", "exercises"))
    ]
    for words in ("desk@riverside.example, riverside.example", "Start Stand facing"):  # no sentences
        assert any(words in " ".join(sheet.split()) for sheet in sheets), words
    assert is_sentence_end("बढ़ाएँ।", "फिर")


def test_the_head_of_the_days_is_not_broken_where_they_are_shorter(clinic: Path) -> None:
    path = clinic / "clinic.yaml"
    words = "words:\n  leaf: {day: Tagesdatum, days: [a, b, c, d, e, f, g]}\n"
    path.write_text(path.read_text("utf-8") + words, "utf-8")
    data = make(Order("ankle-pair", "leaf"), Workspace.open(clinic), today=TODAY).data
    assert "Tagesdatum" in read(data).page.split()


@pytest.mark.parametrize("name", SENTENCES)
def test_a_dose_in_a_language_of_ours(name: str) -> None:
    words = merged(CLINIC, bundled(name).content)
    said = [plain(sentence(Dosage.model_validate(dose), words)) for dose in (SETS, ASKED, GROWS)]
    assert said == list(SENTENCES[name])
