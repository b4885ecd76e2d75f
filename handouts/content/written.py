"""What all written things share: tidy text, ids, and frozen parts of files that allow no unknown key."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from handouts.content.workspace import ID_PATTERN


def _tidy(text: str) -> str:
    """One line, one kind of accent (NFC), no-break spaces kept. Not NFKC: that would change ½ and ²."""
    tidy = re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip(" ")
    if not tidy.strip("\u00ad\u200b\u2060\ufeff\u00a0"):
        raise PydanticCustomError("empty_text", "is empty")
    return tidy


Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=60)]
Text = Annotated[str, AfterValidator(_tidy)]


class Written(BaseModel):
    """A part of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
