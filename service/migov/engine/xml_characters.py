"""Escapes characters that XML 1.0 does not allow (section 2.2, `Char`), in results and RDF/XML.

A literal may hold U+0001 or U+FFFE, but no XML document may, not even as a character reference.
Each is written as the escape of N-Triples (`\\u0001`), so that the document is well-formed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

#: In UTF-8: the control characters except tab, line feed and carriage return; U+FFFE and U+FFFF.
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
#: The possible ends of a chunk that splits U+FFFE or U+FFFF.
_BEGUN = re.compile(rb"\xef\xbf?\Z")


def escaped(data: bytes) -> bytes:
    """A whole XML document in UTF-8 with every disallowed character escaped."""
    return _FORBIDDEN.sub(_escape, data)


def _escape(found: re.Match[bytes]) -> bytes:
    return b"\\u%04X" % ord(found[0].decode())


class EscapingOutput:
    """A binary output for a serializer of XML, which may split a character between two writes."""

    def __init__(self, write: Callable[[bytes], int]) -> None:
        self._write = write
        self._held = b""

    def write(self, data: bytes) -> int:
        """Writes `data` escaped; the first bytes of a split character wait for the next write."""
        pending = self._held + data
        begun = _BEGUN.search(pending)
        self._held = begun[0] if begun else b""
        self._write(escaped(pending[: len(pending) - len(self._held)]))
        return len(data)

    def flush(self) -> None:
        """Does nothing: the bytes held back are not a whole character yet."""
