"""The same blocks as plain text."""
