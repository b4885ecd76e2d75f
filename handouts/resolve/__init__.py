"""From what is written to what is printed: doses, days, a patient's changes, signatures, safety."""
