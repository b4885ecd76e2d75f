"""Shapes and colours, SVG in and out, photographs: pictures without a subject."""
