"""The people of a library: each exercise has one of them, always the same, unless the clinic chooses for all."""

from __future__ import annotations

import zlib
from dataclasses import replace

from handouts.figures.proportions import BUILDS, AgeName, BuildName, HairName, Look, SkinName

PEOPLE = (
    Look(BUILDS["medium"], "short", "light"),
    Look(BUILDS["slighter"], "long", "medium"),
    Look(BUILDS["fuller"], "thin", "light", "older"),
    Look(BUILDS["medium"], "bob", "dark"),
    Look(BUILDS["fuller"], "long", "light"),
    Look(BUILDS["medium"], "short", "dark", "older"),
    Look(BUILDS["slighter"], "bob", "light", "older"),
    Look(BUILDS["fuller"], "short", "medium"),
    Look(BUILDS["slighter"], "short", "dark"),
    Look(BUILDS["medium"], "long", "medium", "older"),
)


def person(
    of: str,
    build: BuildName | None = None,
    hair: HairName | None = None,
    skin: SkinName | None = None,
    age: AgeName | None = None,
) -> Look:
    """Who shows the exercise with the id `of`; what a clinic chose holds for everyone."""
    one = PEOPLE[zlib.crc32(of.encode()) % len(PEOPLE)]
    return replace(
        one,
        build=BUILDS[build] if build else one.build,
        hair=hair or one.hair,
        skin=skin or one.skin,
        age=age or one.age,
    )
