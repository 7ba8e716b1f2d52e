"""`/correct`: a form that writes the text of a correction; nothing is stored."""
