"""Other programs' files: lists of people in, the library as open data out."""
