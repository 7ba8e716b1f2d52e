"""SVG as PNG, drawn by resvg with the fonts that the build of the assets brings along."""

from __future__ import annotations

from migov.web.http.templating import VENDOR

_FONTS = VENDOR / "fonts"
_FAMILY = "Noto Sans"


def png(svg: str, width: int) -> bytes:
    """`svg` as a PNG of `width` pixels.

    Without the built fonts the machine's own are used, and without any a picture has no text.
    """
    import resvg_py  # a shared library that most processes never need

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
