"""Briefs: two printed pages on an actor."""
