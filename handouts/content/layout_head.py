"""What a layout says of itself: the first comment of its file, as YAML."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from handouts.files.written import File, ShortText, contradiction

LAST = 100  # the order of a layout that gives none


class LayoutHead(File):
    """`{# layout ... #}` at the top of a layout: a sheet of what it is, what it prints beside that or has use for, by
    whose name it is called, and for what `all` makes it. `default` is the layout that is made where none is named; of
    several the first by `order`, as they stand in lists."""

    kind: ClassVar[str] = "layout"

    format: Literal[1] = 1
    name: ShortText
    about: Literal["condition", "programme", "clinic"]
    needs: tuple[Literal["condition", "programme", "log", "leaf", "contents", "patient"], ...] = ()
    title: Literal["condition", "programme", "log"] | None = None
    all: tuple[Literal["library", "prescriptions"], ...] | None = None
    default: bool = False
    order: Annotated[int, Field(ge=0, le=1000)] = LAST

    @model_validator(mode="after")
    def _agrees(self) -> LayoutHead:
        wants = self.all or ()
        if self.about == "clinic" and (wants or self.needs or self.title):
            raise contradiction("is about the clinic alone: take away all, needs and title.")
        if "library" in wants and "patient" in self.needs:
            raise contradiction("needs a patient, and the library has none: write all: [prescriptions].")
        if self.about != "clinic" and self.titled != "condition" and not self.prints("programme"):
            raise contradiction("has its title of a programme, which it does not print: add it to needs.")
        if self.titled == "condition" and not self.prints("condition"):
            raise contradiction("has its title of a condition, which it does not print: add it to needs.")
        return self

    def prints(self, kind: str) -> bool:
        """Whether a condition, or a programme, stands on the sheet."""
        return kind == self.about or kind in self.needs

    @property
    def titled(self) -> str:
        """What the sheet is called by."""
        return self.title or self.about

    @property
    def made_by_all(self) -> tuple[str, ...]:
        """Of what `all` makes it: library, prescriptions, both or nothing; as far as it can be, if nothing is said."""
        if self.all is not None or self.about == "clinic":
            return self.all or ()
        if self.about == "condition":
            return () if "patient" in self.needs else ("library",)
        return ("prescriptions",) if "patient" in self.needs else ("library", "prescriptions")
