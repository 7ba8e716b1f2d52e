"""The way in: the front page and its map."""
