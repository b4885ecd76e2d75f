"""What texts are put together with, since no language does that quite like another."""

from handouts.content.words.phrase import PhraseGroup, phrase


class JointWords(PhraseGroup):
    """Signs and spaces between texts. A space at the start or the end of a phrase counts."""

    space: str = phrase(" ", "Stands between two sentences, and after a label.")
    sentence: str = phrase("{text}.", "A text made a sentence.")
    label: str = phrase("{label}:", "What stands before a text and says what that is.")
    labelled: str = phrase(
        "{label}: {text}", "A label with its text, where both are plain: in the text form, in a title."
    )
    comma: str = phrase(", ", "Stands between the things of a list.")
    semicolon: str = phrase("; ", "Stands between things that have commas inside.")
    word_explained: str = phrase("{word}: {sentence}", "A word of the glossary and what it means.")
    medical_word: str = phrase("{word} ({medical})", "A word of the glossary with its medical name.")
    name_address: str = phrase("{name}, {address}", "The clinic with its address.")
