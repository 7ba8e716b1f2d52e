"""Questions in words: from a sentence to a question of the catalogue."""
