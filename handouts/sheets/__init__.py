"""One sheet, from what is asked for to its bytes."""
