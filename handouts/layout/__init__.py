"""From resolved data to a tree of blocks."""
