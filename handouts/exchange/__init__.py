"""Other programs' files: lists of people."""
