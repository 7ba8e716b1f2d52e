"""Errors that more than one layer raises."""

from __future__ import annotations


class CannotRun(Exception):
    """The command could not do its work at all; the message says why and what to do."""
