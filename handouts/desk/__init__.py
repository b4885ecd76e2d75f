"""The page on which a clinician makes a sheet: what it asks for, the server behind it, the page itself."""
