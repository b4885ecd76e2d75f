"""The pose language, and the engine that draws people, things and arrows from it."""
