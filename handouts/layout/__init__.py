"""Layouts (Jinja2) to markup to a tree of frozen blocks, and the style that they are set in."""
