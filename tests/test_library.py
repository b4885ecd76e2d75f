"""What the bundled library promises, and rules of wording that can fail."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from handouts import Workspace
from handouts.checks.consistency import OTHER_SIDE
from handouts.checks.readability import grade, syllables
from handouts.checks.wording import STEP_KEYS, check_wording, places_of
from handouts.content.amounts import Amount
from handouts.content.library import Library
from handouts.content.load import Loaded
from handouts.content.model import Condition, Dosage, Exercise, Programme
from handouts.content.pictures import ExerciseShown
from handouts.content.tables import Contraindications
from handouts.files.written import OtherSideStep, text_of
from handouts.files.yaml_reader import Document
from handouts.resolve.cards import ExerciseCard
from handouts.resolve.handout import resolve
from handouts.resolve.order import Order
from handouts.resolve.reasons import groups_of, reasons_of
from handouts.resolve.schedule import week_state
from handouts.resolve.workload import seconds_a_day
from tests.conftest import TODAY, sampled
from tests.plain_text import sheet_text
from tests.test_layouts import laid_out

KINDS = (Condition, Exercise, Programme)


def library() -> Iterator[Loaded]:  # type: ignore[type-arg]
    place = Workspace.open()
    shelf = Library(place)
    for kind in KINDS:
        for name in place.names(kind.kind):
            file = shelf.find(kind, name)
            assert file is not None
            yield file


def test_ids_are_unique_across_kinds() -> None:
    names = [name for kind in KINDS for name in Workspace.open().names(kind.kind)]
    assert len(names) == len(set(names))


def test_every_file_names_its_sources() -> None:
    """That there are such places in them is a rule of `check`."""
    assert [file.id for file in library() if not file.content.sources] == []


def test_ages_are_those_of_the_audience() -> None:
    """Where it speaks of adults; of an exercise without an audience, and of children's games, ages are its own."""
    for file in library():
        audience = getattr(file.content, "audience", None) or ""
        if isinstance(file.content, (Exercise, Programme)) and "adults" in audience:
            youngest = re.search(r"children\D*(?:\d+ or )?(\d+)", audience)
            assert str(file.content.ages) == f"{youngest[1] if youngest else 18} onwards", file.id


def test_knock_knees_are_checked_after_one_age() -> None:
    """In the same words on the handout, in its signs and on the sheets of its exercises."""
    shelf = Library(Workspace.open())
    handout = shelf.find(Condition, "knee-valgus")
    assert handout is not None
    programmes = [shelf.find(Programme, name) for name in handout.content.programmes]
    for file in (handout, *programmes):
        assert file is not None
        text = str(file.content.model_dump(exclude={"notes", "accepted", "sources"}))
        assert "age 7 or 8" in text, file.id
        assert re.findall(r"\b7 to 8\b|(?<!age )7 or 8\b|\b8 and over\b|\bover 8\b", text) == [], file.id


def test_names_fit_the_log() -> None:
    for file in library():
        if hasattr(file.content, "steps"):
            assert len(file.content.friendly_name or file.content.name) <= 34, file.id


def test_every_exercise_has_a_cue_of_its_own_without_a_dose() -> None:
    cues = {file.id: file.content.cue for file in library() if isinstance(file.content, Exercise)}
    assert [name for name, cue in cues.items() if not cue or re.search(r"\b([2-7]|9|\d\d)\b|times|seconds", cue)] == []
    twice = [name for name, cue in cues.items() if list(cues.values()).count(cue) > 1]
    assert twice == ["aftercare-daily-walk", "walking-activity"]


def test_what_is_rewritten_to_fit_keeps_what_keeps_patients_safe() -> None:
    """Kneeling stops at sharp pain and at a knee that swells; a helper is named before the first step."""
    shelf = Library(Workspace.open())
    for file in exercises():
        care = cautions(file)
        if "cannot-kneel" in reasons_of(file, shelf):
            rules = " ".join(text_of(rule) for rule in groups_of(file, shelf)["kneeling"].cautions)
            assert "Sharp pain: stop, call us, and rest your knees for 2 to 3 days." in rules, file.id
            assert all(word in rules for word in ("swells", "at night", "after 24 hours", "checked")), file.id
            assert re.search(r"soft|firm bed|firm, low bed", care + file.content.position), file.id
        if "knee-walk" in file.id:
            assert "At most 400" in care, file.id
        if "helper" in file.content.equipment:
            assert "helper" in file.content.position, file.id


def test_the_library_is_easy_to_read() -> None:
    for file in library():
        steps, texts = (
            [place.text for place in places_of(file) if (place.path[0] in STEP_KEYS) == step] for step in (True, False)
        )
        assert grade(steps) <= 6, file.id
        assert grade(texts) <= 8, file.id


@pytest.mark.parametrize(("word", "count"), [("knee", 1), ("ankle", 2), ("exercise", 3), ("stretches", 2), ("10", 1)])
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_harder_texts_have_higher_grades() -> None:
    easy = grade(["Sit on a chair. Bend your knee."])
    hard = grade(["Rehabilitation necessitates progressive neuromuscular strengthening of the abductors."])
    assert easy < 2 < 12 < hard


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("This exercise cures knock knees.", "promise"),
        ("Hold it for five seconds.", "number-style"),
        ("Do it 5-7 times.", "number-style"),
        ("Do 3x10 of them.", "number-style"),
        ("NEVER stop.", "capitals"),
        ("You may have osteomyelitis.", "medical-word"),
        ("word " * 21 + ".", "long-sentence"),
        ("One. Two. Three. Four.", "long-paragraph"),
    ],
)
def test_each_rule_of_wording_can_fail(text: str, rule: str) -> None:
    place = Workspace.open()
    file = Library(place).find(Condition, "knee-valgus")
    assert file is not None
    changed = Loaded(file.id, file.content, Document("x.yaml", {"what_it_is": [text]}, {}), file.path)
    rules = {problem.rule for problem in check_wording(changed, {"osteomyelitis": "bone infection"})}
    assert rule in rules
    bracketed = Loaded(
        file.id, file.content, Document("x.yaml", {"causes": ["A bone infection (osteomyelitis)."]}, {}), file.path
    )
    assert "medical-word" not in {
        problem.rule for problem in check_wording(bracketed, {"osteomyelitis": "bone infection"})
    }


def test_a_growing_dose_reaches_its_end_in_row_100() -> None:
    """4 steps at first, 4 more in each row, no more than 400."""
    place = Workspace.open()
    shelf = Library(place)
    handout = resolve(Order("knee-walking-step-progression", "log", weeks=16), shelf, TODAY)
    weeks = [week for page in handout.log_pages for week in page.weeks]
    numbers = [int(target) for week in weeks for due in week.weeks for target in due.targets]
    assert numbers[:3] == [4, 8, 12]
    assert numbers[98] < 400
    assert numbers[99:] == [400] * (len(numbers) - 99)
    later = resolve(Order("knee-walking-step-progression", "log", start_day=29), Library(place), TODAY)
    (first,) = (due.targets[0] for due in later.log_pages[0].weeks[0].weeks if due.targets)
    assert first == str(numbers[28])
    said = [page.rows_of_all for page in handout.log_pages]
    for line, row in zip(said, (1, 29, 57), strict=False):
        assert line.startswith(f"Rows {row} to {row + 27} of 100.")
    assert said[3:] == [""]
    assert later.log_pages[0].rows_of_all == said[1]


def test_a_head_says_what_its_handout_is_about_and_who_must_not_kneel_reads_so_first() -> None:
    for condition, about in {"knee-valgus": "your condition", "knee-walking-topic": "exercise"}.items():
        assert f"About {about}." in sheet_text(laid_out(condition, "handout", None))
    for programme, first in {"knee-walking-step-progression": True, "knee-valgus-seven": False}.items():
        said = sheet_text(laid_out(programme, "leaf", None))
        assert (said.index("Don't do these if you have") < said.index("Pain while you exercise")) == first


def test_weeks_of_phases_and_courses() -> None:
    place = Workspace.open()
    shelf = Library(place)
    handout = resolve(Order("hallux-valgus-after-surgery", "log"), shelf, TODAY)
    states = [week.weeks[0].state for page in handout.log_pages[:2] for week in page.weeks]
    assert states == ["later", "later", *["open"] * 6]
    file = shelf.find(Programme, "hallux-valgus-daily")
    assert file is not None
    daily = resolve(Order("hallux-valgus-daily", "log"), shelf, TODAY)
    assert daily.programme is not None
    card = daily.programme.exercises[0]
    found = [week_state(file.content, card, week, 1, daily.words).state for week in range(1, 17)]
    assert found == (["open"] * 4 + ["rest"] * 4) * 2
    phases = [("1", [card.id]), ("2", ["heel-raise"]), ("3", [card.id]), ("4", []), ("5", ["heel-raise"])]
    told = Programme.model_validate(
        {"format": 1, "name": "x", "condition": "x", "exercises": [card.id, "heel-raise"]}
        | {"phases": [{"name": "x", "weeks": weeks, "exercises": some} for weeks, some in phases]}
    )
    labels = [week_state(told, card, week, 1, daily.words).label for week in range(1, 6)]
    assert labels == ["", "Not this week", "", "Rest week", "Finished"]


def test_children_s_sheets_use_friendly_names_and_stars() -> None:
    handout = resolve(Order("hallux-valgus-children-play", "log"), Library(Workspace.open()), TODAY)
    assert handout.programme is not None
    assert handout.programme.for_children
    assert "Bear feet" in [card.name for card in handout.programme.exercises]


def test_a_day_s_work_in_seconds() -> None:
    dose = Dosage(
        sets=Amount(2), repetitions=Amount(10), hold=Amount(6), side="both", rest=Amount(60), times_a_day=Amount(2)
    )
    assert seconds_a_day(dose) == 2 * (2 * 10 * (4 + 6) * 2 + 60)
    assert seconds_a_day(Dosage()) == 0


# -- what readers of the sheets found, so that it stays found ----------------------------------------------------------


def exercises() -> list[Loaded]:  # type: ignore[type-arg]
    return [file for file in library() if hasattr(file.content, "steps")]


def cards() -> list[ExerciseCard]:
    names = Workspace.open().names("programme")
    sheets = [resolve(Order(name, "exercises"), Library(Workspace.open()), TODAY).programme for name in names]
    return [card for sheet in sheets if sheet for card in sheet.exercises]


def cautions(file: Loaded) -> str:  # type: ignore[type-arg]
    return " ".join(one if isinstance(one, str) else one.text for one in file.content.cautions)


def test_no_two_exercises_share_a_name_and_a_thing_has_one() -> None:
    """A name that is searched for finds one exercise, and what is fetched is called the same on every card."""
    names: list[str] = []
    for file in exercises():
        names += dict.fromkeys(name.casefold() for name in (file.content.name, *file.content.also))
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
    said = [
        " ".join((file.content.position, *file.content.equipment, *map(text_of, file.content.steps)))
        for file in exercises()
    ]
    assert [text for text in said if re.search(r"steady chair|gym ball|anchor|\bone (foot|leg)\b|degrees", text)] == []


def test_what_takes_minutes_is_asked_for_in_minutes() -> None:
    asked = {file.id: file.content.dose.duration for file in exercises()}
    minutes = ("walking-activity", "warmup-short-walk", "swimming-cycling", "kneel-and-hold", "heel-sit-weight-shift")
    assert [name for name in minutes if asked[name] != Amount(None, asked_in="minute")] == []
    sets = [
        file.id
        for file in exercises()
        if re.search(r"1 more set", file.content.harder or "") and not file.content.dose.sets
    ]
    assert sets == []  # "1 more set" of none


def test_a_band_on_the_legs_comes_off_before_walking() -> None:
    banded = {card.id: card for card in cards() if "exercise band" in card.equipment}
    on_legs = {file.id for file in exercises() if not set(file.content.regions) & {"shoulder", "neck", "elbow"}}
    assert banded.keys() & on_legs
    for name in banded.keys() & on_legs:
        assert "Take the band off" in " ".join(banded[name].cautions), name
    assert all("Check the band for tears." in card.cautions for card in banded.values())


def test_who_is_unsteady_is_told_of_dizziness_too() -> None:
    reasons = {file.id: reasons_of(file, Library(Workspace.open())) for file in exercises()}
    on_feet = [file for file in exercises() if file.content.position.startswith("Stand")]
    unsteady = [file.id for file in on_feet if "poor-balance" in reasons[file.id]]
    assert unsteady
    assert [name for name in unsteady if "dizziness" not in reasons[name]] == []


def test_heat_comes_with_a_word_on_numb_skin() -> None:
    for file in library():
        for treatment in getattr(file.content, "treatments", ()):
            if re.search(r"\b(warm|hot) (mud|wax)|\b(mud|wax) packs", treatment.text + treatment.name):
                assert "numb" in treatment.text, file.id


def test_steps_say_what_them_all_is() -> None:
    assert [file.id for file in exercises() if "done them all" in " ".join(map(text_of, file.content.steps))] == []


def test_what_leads_to_the_other_side_is_known_by_its_words() -> None:
    """So that `check` would have told each of these steps if it were not marked; what has a side leads to the other."""
    marked = {file.id: [step for step in file.content.steps if isinstance(step, OtherSideStep)] for file in exercises()}
    assert [step.text for steps in marked.values() for step in steps if not OTHER_SIDE.search(step.text)] == []
    assert [file.id for file in exercises() if file.content.dose.side == "both" and len(marked[file.id]) != 1] == []


def test_an_emergency_is_not_for_the_clinic_s_phone() -> None:
    shelf = Library(Workspace.open())
    handout = resolve(Order("knee-valgus-seven", "exercises"), shelf, TODAY)
    for rule in handout.clinic.safety_rules:
        if re.search(r"chest pain|breathe\.|hard to breathe", rule) and "as normal" not in rule:
            assert "999" in rule
            assert "us" not in rule.split("call")[-1]


def test_the_log_says_who_fills_its_gaps() -> None:
    sheet = laid_out("hallux-valgus-after-surgery", "log", None)
    text = sheet_text(sheet)
    assert "Your physiotherapist will fill this in." in text
    assert "Day 1" in text  # days are counted from the operation, not from a Monday
    assert "Mon" not in text


def test_an_exception_is_the_last_reason_against() -> None:
    """ "Numb feet, unless your therapist agrees; or dizzy spells" reads as if the exception held for both."""
    table = Library(Workspace.open()).table(Contraindications).contraindications
    assert [name for name, entry in table.items() if "unless" in entry.text] == []
    seen = 0
    for name in Workspace.open().names("programme"):
        sheet = resolve(Order(name, "exercises"), Library(Workspace.open()), TODAY).programme
        assert sheet is not None
        for reasons in (card.reasons_against for card in sheet.exercises):
            excepted = [", unless " in reason for reason in reasons]
            assert excepted == sorted(excepted), (name, reasons)
            seen += any(excepted) and not all(excepted)
    assert seen


def test_an_injury_that_was_checked_forbids_no_exercise() -> None:
    """A sheet for a sprain or a sore back would forbid itself, and nobody could start."""
    shelf = Library(Workspace.open())
    against = [entry.text for entry in shelf.table(Contraindications).contraindications.values()]
    injuries = [text for text in against if "injury" in text or "snap" in text]
    assert len(injuries) > 3
    assert [text for text in injuries if "not yet checked" not in text] == []


def test_the_handout_s_list_of_who_should_not_is_that_of_its_programme() -> None:
    shelf = Library(Workspace.open())
    table = shelf.table(Contraindications).contraindications
    handout = resolve(Order("knee-walking-topic", "pack"), shelf, TODAY)
    assert handout.condition is not None
    sections = (*handout.condition.sections, *handout.condition.first)
    found = [(section.title, part) for section in sections for part in section.body if part.kind == "list"]
    ((title, _),) = [each for each in found if any("haemophilia" in item for item in each[1].items)]
    assert title == "Don't walk on your knees if you have:"
    listed = [set(words_of(item)) for heads, against in found if heads == title for item in against.items]
    lists = [reasons_of(file, shelf) for file in exercises()]
    ids = set[str]().union(*(reasons for reasons in lists if "cannot-kneel" in reasons))
    for name in sorted(ids - {"sore-wrists"}):  # only exercises on all fours, which no handout is about
        wanted = set(words_of(table[name].text))
        assert any(2 * len(wanted & item) >= len(wanted) for item in listed), name


def words_of(text: str) -> list[str]:
    """The words that carry a reason, without their endings."""
    return [word[:5] for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in ("that", "when", "your", "this")]


@pytest.mark.parametrize("name", sampled("programme"))
def test_an_exercise_sheet_says_the_signs_of_its_condition_that_can_t_wait(name: str) -> None:
    handout = resolve(Order(name, "pack"), Library(Workspace.open()), TODAY)
    assert handout.condition is not None
    text = sheet_text(laid_out(name, "exercises", None))
    signs = {box.level: box.signs for box in handout.condition.urgency}
    assert all(sign in text for level in ("emergency", "today") for sign in signs.get(level, ()))
    pack = sheet_text(laid_out(name, "pack", None))
    assert all(pack.count(sign) == 1 for level in signs for sign in signs[level])


def test_what_a_doctor_treats_is_a_doctor_s_to_hear() -> None:
    titles = {}
    for name in ("rickets-osteomalacia", "knee-valgus"):
        condition = resolve(Order(name, "handout"), Library(Workspace.open()), TODAY).condition
        assert condition is not None
        titles[name] = condition.urgency[-1].title
    assert titles == {
        "rickets-osteomalacia": "Talk to your doctor if:",
        "knee-valgus": "Talk to your physiotherapist if:",
    }


def test_each_handout_says_1_thing_to_do_with_steps_a_picture_and_plans_for_the_week() -> None:
    both = {file.id for file in exercises() if file.content.dose.side == "both"}
    for name in Workspace.open().names("condition"):
        file = Library(Workspace.open()).find(Condition, name)
        assert file is not None
        message, plans = file.content.message or "", file.content.this_week
        assert re.fullmatch(r"[^.!?]+\.", message), (name, message)  # a single sentence
        assert len(plans) >= 2, name
        assert file.content.how_to, name
        assert all(action.figure and len(action.steps) >= 3 for action in file.content.how_to), name
        for action in file.content.how_to:
            said = " ".join(action.steps)
            shown = [each.exercise for each in action.figure if isinstance(each, ExerciseShown)]
            assert not shown or re.search(r"____|\b\d+ times", said), (name, "how many, or a gap for it")
            assert not both.intersection(shown) or re.search("other|side to side", said), (name, "the other side")
        assert all(plan[0].islower() and plan[-1] != "." for plan in plans), name  # it follows "This week I will"


def test_words_that_few_know_are_explained_where_they_stand() -> None:
    """In handouts: a plain word instead, or what it means on the same sheet, before or at the word."""
    said = {"flare": "days with far more", "steroid": "strong medicine", "ankylosis": "", "pelota": "", "ozokerite": ""}
    said |= {"electrophoresis": "", "vascular": "", "ablation": "", "goniometer": "", "stools": "", "worn joint": ""}
    said |= {"kinesitherapy": "", "chondroprotector": "", "nsaid": "", "osteomyelitis": ""}
    said |= {"blood thinners": "clots", "heart failure": "weak heart", "anti-inflammatory": "pain and swelling"}
    for name in Workspace.open().names("condition"):
        file = Library(Workspace.open()).find(Condition, name)
        assert file is not None
        printed = file.content.model_dump(exclude={"notes", "also", "accepted", "contraindications", "get_help"})
        text = " ".join(str(printed).lower().split())
        for word, meaning in said.items():
            assert word not in text or (meaning and meaning in text), (name, word)
