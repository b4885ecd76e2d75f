"""Shapes and pictures; nothing here knows of PDF."""
