"""The test clinic in other languages: each word of its English becomes a word of theirs, wherever it stands. It says
nothing, and is as long, in the same letters and among the same numbers and signs as what somebody translates.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml

from handouts import Workspace
from handouts.content.library import Library
from handouts.content.translatable import translatable
from handouts.content.words import Phrases
from handouts.content.words.phrase import PluralForms
from handouts.exchange.translation_table import as_csv, take_back, to_translate
from tests.conftest import CLINIC, alone
from tests.test_docs import ROOT

PLACE = re.compile(r"(\{\w+\})")
WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
# What the clinic writes in its own language, and how sources are called; all else is put into it by translations.
TEXTS = ("name", "tagline", "address", "opening_hours", "pain_rule", "safety_rules", "footer", "title", "publisher")
WORDS = {
    "ar": (
        "قف على ساقك ببطء ثم ارفع كعبك عن الأرض وأنزله مرة أخرى تمرين الكاحل كل يوم "
        "الركبة ألم خفيف توقف إذا اشتد استرح دقيقة لا"
    ),
    "he": ("עמוד על הרגל לאט ואז הרם את העקב מהרצפה והורד שוב תרגיל קרסול כל יום ברך כאב קל הפסק אם מתגבר נוח דקה לא"),
    "hi": (
        "धीरे से पैर पर खड़े हों फिर एड़ी को ज़मीन से उठाएँ और नीचे लाएँ टखने का व्यायाम हर दिन घुटने में हल्का दर्द बढ़ने पर रुकें विश्राम करें न"
    ),
    "uk": (
        "станьте на ногу повільно підніміть п'яту від підлоги і опустіть знову вправа для "
        "щиколотки щодня коліно легкий біль зупиніться якщо сильніше"
    ),
    "el": (
        "σταθείτε στο πόδι αργά σηκώστε τη φτέρνα από το πάτωμα και κατεβάστε ξανά άσκηση "
        "αστραγάλου κάθε μέρα γόνατο ήπιος πόνος"
    ),
    "vi": (
        "đứng trên chân từ từ nhấc gót khỏi sàn và hạ xuống lần nữa bài tập cổ chân mỗi "
        "ngày đầu gối đau nhẹ dừng lại nếu nặng hơn"
    ),
    "pl": (
        "stań na nodze powoli unieś piętę z podłogi i opuść ponownie ćwiczenie stawu "
        "skokowego codziennie kolano lekki ból przerwij jeśli się nasili"
    ),
    "tr": (
        "ayağınızın üzerinde durun yavaşça topuğunuzu yerden kaldırın ve tekrar indirin "
        "ayak bileği egzersizi her gün diz hafif ağrı şiddetlenirse durun ıslak"
    ),
    "de": (
        "stellen Sie sich langsam auf den Fuß heben Sie die Ferse vom Boden und senken "
        "Sie sie wieder Übung für das Sprunggelenk täglich Knie leichter Schmerz"
    ),
    "es": (
        "póngase de pie despacio levante el talón del suelo y bájelo otra vez ejercicio "
        "del tobillo cada día rodilla dolor leve pare si empeora niño"
    ),
    "th": (
        "ยืน ช้าๆ บน ขา แล้ว ยก ส้นเท้า ขึ้น จาก พื้น และ ลดลง อีกครั้ง ออกกำลังกาย ข้อเท้า ทุกวัน เข่า ปวด เล็กน้อย หยุด ถ้า แย่ลง พัก นาที ไม่"
    ),
    "zh-Hans": (
        "慢慢 站立 抬起 脚跟 离开 地面 再 放下 每天 练习 脚踝 膝盖 轻微 疼痛 如果 加重 就 停止 休息 一 分钟 不要"
    ),
}
SIGNS = {
    "ar": str.maketrans({",": "،", "?": "؟", ";": "؛"}),
    "hi": str.maketrans({".": "।"}),
    "zh-Hans": str.maketrans({",": "，", "?": "？", ";": "；", ":": "：", "(": "（", ")": "）"}),
}


def said_in(tag: str) -> Callable[[str], str]:
    """What makes a text one in a language."""
    words = WORDS[tag].split()

    def word(found: re.Match[str]) -> str:
        return words[crc32(found[0].lower().encode()) % len(words)]

    def say(text: str) -> str:
        text = WORD.sub(word, text)
        if tag == "zh-Hans":
            text = re.sub(r"(?<=[\u4e00-\u9fff,.;:()]) +(?=[\u4e00-\u9fff(])", "", text)
            text = re.sub(r"(?<=[\u4e00-\u9fff])\.", "。", text)
        if tag == "th":
            text = re.sub(r"(?<=[\u0e01-\u0e4e]) +(?=[\u0e01-\u0e4e])", "", text)
        return re.sub(r"(?<!\d)[,?;:.()]|[,?;:.()](?!\d)", lambda sign: sign[0].translate(SIGNS.get(tag, {})), text)

    return lambda text: "".join(part if PLACE.fullmatch(part) else say(part) for part in PLACE.split(text))


def clinic_in(
    folder: Path, tag: str, say: Callable[[str], str], direction: str = "ltr", source: Path = CLINIC
) -> Workspace:
    """A clinic in a folder whose every text and fixed word is in a language, as `say` says it: the clinic's own as it
    is written, what it has from others by translations."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    _write(source / "clinic.yaml", folder / "clinic.yaml", say, language=tag.lower())
    _write(ROOT / "data/sources.yaml", folder / "data/sources.yaml", say)
    words = {
        name: {each: _phrase(phrase, say) for each, phrase in getattr(Phrases(), name)} for name in Phrases.model_fields
    }
    language = {"format": 1, "name": "Invented", "tag": tag, "direction": direction, "words": words}
    (folder / "data/languages").mkdir(exist_ok=True)
    (folder / f"data/languages/{tag.lower()}.yaml").write_text(yaml.safe_dump(language, allow_unicode=True), "utf-8")
    library, table = Library(alone(folder)), folder / "out.csv"
    rows = to_translate(translatable((), tag.lower(), library), tag.lower(), library)
    table.write_bytes(as_csv((*row[:3], say(row[2])) for row in rows))
    assert take_back(table, tag.lower(), Library(alone(folder))).problems == []
    table.unlink()
    return Workspace.open(folder)


class _Plain(yaml.SafeLoader):
    """`on` is a word and a day no date, as in our files."""


_Plain.yaml_implicit_resolvers = {
    letter: [(tag, found) for tag, found in rows if tag.rpartition(":")[2] in ("int", "float")]
    for letter, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _write(source: Path, target: Path, say: Callable[[str], str], **more: Any) -> None:
    written = _translated(yaml.load(source.read_text("utf-8"), _Plain), say) | more
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(yaml.safe_dump(written, allow_unicode=True).replace("'true'", "true"), "utf-8")


def _translated(value: Any, say: Callable[[str], str], is_text: bool = False) -> Any:
    if isinstance(value, str):
        return say(value) if is_text and "://" not in value else value
    if isinstance(value, list):
        return [_translated(each, say, is_text) for each in value]
    if isinstance(value, dict):
        return {key: _translated(each, say, key in TEXTS) for key, each in value.items()}
    return value


def _phrase(phrase: Any, say: Callable[[str], str]) -> Any:
    if isinstance(phrase, PluralForms):
        return {form: say(text) for form, text in phrase if text is not None}
    return say(phrase) if isinstance(phrase, str) else [say(text) for text in phrase]
