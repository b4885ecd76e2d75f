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
    leaf: str = phrase("On one leaf", "The heading of the leaves.")
    exercises: str = phrase("Exercise sheets", "The heading of the exercise sheets.")
    log: str = phrase("Exercise logs", "The heading of the logs.")
    pack: str = phrase("Packs", "The heading of the packs.")
    clinician: str = phrase("For the clinician", "The heading of the clinician's pages.")
    large_print: str = phrase("large print", "A sheet in the profile large-print.")
    easy_read: str = phrase("easy to read", "A sheet in the profile easy-read.")
    dyslexia: str = phrase("for dyslexia", "A sheet in the profile dyslexia.")
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
        "Your look, and the themes to choose from. Print it in grey, too.", "What to do with the page."
    )
    yours: str = phrase("Yours: {theme}", "Under the picture of the clinic's own look.")
    heard: str = phrase(
        "{theme}. Main colour {primary}, second colour {accent}, ground of boxes {tint}.",
        "What is heard of the picture of a look.",
    )
    colours: str = phrase("Colours", "The heading of the colours.")
    role: str = phrase("For what", "The head of the column that says what a colour is for.")
    colour: str = phrase("Colour", "The head of the column with the colours.")
    on_white: str = phrase("On white", "The head of the column with the contrast on white.")
    on_tint: str = phrase("On boxes", "The head of the column with the contrast on the ground of boxes.")
    ratio: str = phrase("{ratio} to 1", "A contrast.")
    ink: str = phrase("Words", "The colour of words.")
    grey: str = phrase("Words that matter less", "The grey of the head and foot of pages.")
    primary: str = phrase("Main colour", "The brand's primary colour.")
    accent: str = phrase("Second colour", "The brand's accent colour.")
    needed: str = phrase("Words need 4.5 to 1, arrows 3 to 1.", "Under the table of colours.")
    contrast: str = phrase(
        "{colour} on white has a contrast of {ratio} to 1. Text needs 4.5 to 1. {verdict}", "How well it can be read."
    )
    named_colour: str = phrase("{name} {colour}", "What {colour} is in that sentence: its name and number.")
    passes: str = phrase("It passes.", "What {verdict} is for a colour that can be read.")
    darkened: str = phrase(
        "Your file says {written}, at {was} to 1. It was darkened to this.",
        "What {verdict} is for one that was darkened.",
    )
    thinned: str = phrase(
        "Your ground {written} is too dark for words on it. It was thinned to {printed}.",
        "A ground of boxes that was changed.",
    )
    letters: str = phrase("Letters", "The heading of the font.")
    letters_of: str = phrase("{name}, {size} points", "How large some letters are, in those letters.")
    letters_title: str = phrase("Title", "The letters of a sheet's title.")
    letters_section: str = phrase("Section", "The letters of headings.")
    letters_card: str = phrase("Name of an exercise", "The letters of an exercise's name.")
    letters_body: str = phrase("What you do", "The letters of text.")
    letters_small: str = phrase("Small print", "The smallest letters.")
    boxes: str = phrase("Boxes", "The heading of the boxes.")
    summary_line: str = phrase("The main message stands here, in 3 to 5 short lines.", "The text of a summary.")
    sign: str = phrase("a sign that needs help", "An urgent sign.")
