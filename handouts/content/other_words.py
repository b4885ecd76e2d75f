"""What people call our keys elsewhere. These words are no keys: they only lead to the hint that names ours."""

from __future__ import annotations

from collections.abc import Iterable

OTHER_WORDS = {
    # a dose, a schedule
    "sets": "set rounds",
    "repetitions": "rep reps repeat repeats repetition",
    "hold": "sec secs seconds hold_time hold_seconds hold_for",
    "duration": "time mins minutes",
    "rest": "pause break rest_time",
    "times_a_day": "times times_per_day per_day daily sessions frequency_per_day",
    "days_a_week": "frequency freq times_a_week times_per_week days_per_week per_week weekly",
    "effort": "intensity rpe borg exertion",
    "pain_limit": "pain max_pain",
    # exercises, programmes, conditions
    "name": "title",
    "also": "aliases synonyms other_names",
    "regions": "region area body_part body_parts",
    "equipment": "kit props material materials",
    "position": "start start_position starting_position setup",
    "steps": "instructions method description how",
    "purpose": "aim goal benefit benefits why",
    "cautions": "caution warning warnings precautions",
    "contraindications": "contraindication contra_indications not_if",
    "easier": "regression easy",
    "harder": "progression hard",
    "figure": "image picture photo",
    "sources": "source references reference",
    "log_weeks": "weeks",
    "condition": "diagnosis",
    "programme": "program",
    "programmes": "programs",
    "exercises": "exercise",
    # a prescription
    "clinician": "therapist physio physiotherapist prescriber",
    "born": "dob birthday birthdate birth_date date_of_birth",
    "note": "notes comment comments remark",
    "start": "start_date begin",
    "operation_date": "operation surgery surgery_date date_of_operation date_of_surgery op_date",
    "weeks": "duration number_of_weeks",
    "review_visit": "next_visit review follow_up appointment",
    # a clinic
    "phone": "telephone tel mobile",
    "email": "mail e_mail",
    "web": "website url site homepage",
    "opening_hours": "hours opening",
    "emergency_number": "emergency",
    "urgent_advice": "urgent urgent_help out_of_hours",
    "primary": "colour color main",
    "accent": "secondary",
}


def our_word(word: str, known: Iterable[str]) -> str:
    """The key among `known` that people may call `word`, or nothing."""
    plain = word.strip().lower().replace("-", "_").replace(" ", "_")
    return next((key for key in known if plain in OTHER_WORDS.get(key, "").split()), "")
