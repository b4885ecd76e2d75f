"""The words of what is no patient's sheet: the page to choose from, print runs, the specimen, pictures."""

from handouts.content.words.phrase import PhraseGroup, Plural, phrase, plural


class FigureWords(PhraseGroup):
    """Pictures of exercises on a sheet of their own."""

    title: str = phrase("Pictures of exercises", "The title of the sheet.")


class IndexWords(PhraseGroup):
    """The web page to choose sheets from. A layout or profile that has no word here goes by its own name."""

    title: str = phrase("Handouts of {clinic}", "The title of the page.")
    files: Plural = plural("{number} file", "{number} files", "How many files there are.")
    handout: str = phrase("Handouts", "The heading of the handouts.")
    exercises: str = phrase("Exercise sheets", "The heading of the exercise sheets.")
    log: str = phrase("Exercise logs", "The heading of the logs.")
    pack: str = phrase("Packs", "The heading of the packs.")
    large_print: str = phrase("large print", "A sheet in the profile large-print.")
    easy_read: str = phrase("easy to read", "A sheet in the profile easy-read.")
    toner_saver: str = phrase("without fills", "A sheet in the profile toner-saver.")
    a4: str = phrase("A4", "A sheet on A4.")
    letter: str = phrase("Letter", "A sheet on Letter.")
    pages: Plural = plural("{number} page", "{number} pages", "How many pages a sheet has.")


class PrintRunWords(PhraseGroup):
    """One file with the sheets of many people."""

    title: str = phrase("Sheets for {number} people", "The title of the file.")
    person: str = phrase("Person {number}", "The outline's line for someone without a name.")


class BrandWords(PhraseGroup):
    """The specimen of a clinic's look."""

    title: str = phrase("How your sheets look", "The heading of the page.")
    introduction: str = phrase(
        "This page shows the look of your clinic on paper. Print it once in colour and once in grey.",
        "What to do with it.",
    )
    colours: str = phrase("Colours", "The heading of the colours.")
    primary: str = phrase("Main colour", "The brand's primary colour.")
    accent: str = phrase("Second colour", "The brand's accent colour.")
    tint: str = phrase("Ground of boxes", "The light colour that is made of the primary one.")
    contrast: str = phrase(
        "{colour} on white has a contrast of {ratio} to 1. Text needs 4.5 to 1. {verdict}", "How well it can be read."
    )
    passes: str = phrase("It passes.", "What {verdict} is for a colour that can be read.")
    darkened: str = phrase(
        "Your file says {written}, at {was} to 1. It was darkened to this.",
        "What {verdict} is for one that was darkened.",
    )
    letters: str = phrase("Letters", "The heading of the font.")
    sample: str = phrase("Do 2 sets of 10 on each side. Rest 1 minute between sets.", "A text to look at.")
    boxes: str = phrase("Boxes", "The heading of the boxes.")
    log: str = phrase("A log", "The heading of the log.")
    summary_line: str = phrase("The main message stands here, in 3 to 5 short lines.", "The text of a summary.")
    card_name: str = phrase("An exercise", "The name of an exercise.")
    card_position: str = phrase("Stand up straight.", "A start position.")
    card_step: str = phrase("Each step is 1 thing to do.", "A step.")
    care_line: str = phrase("A caution stands here.", "A caution.")
    sign: str = phrase("a sign that needs help", "An urgent sign.")
    tip: str = phrase("A tip stands here.", "The text of a tip.")
