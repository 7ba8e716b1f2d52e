"""`/correct`: a form that makes the text of a correction; nothing of it is kept here."""
