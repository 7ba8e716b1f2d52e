"""Renders SVG as PNG with resvg and the fonts of the built assets."""

from __future__ import annotations

from migov.web.http.templating import VENDOR

_FONTS = VENDOR / "fonts"
_FAMILY = "Noto Sans"


def png(svg: str, width: int) -> bytes:
    """`svg` as a PNG of `width` pixels.

    Without the built fonts the system's fonts are used; without any the image has no text.
    """
    import resvg_py  # a shared library that few processes need

    built = _FONTS.is_dir()
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        skip_system_fonts=built,
        font_dirs=[str(_FONTS)] if built else None,
        font_family=_FAMILY,
        sans_serif_family=_FAMILY,
    )
    return drawn
