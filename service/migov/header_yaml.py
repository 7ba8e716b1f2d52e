"""Reads the YAML of a `.rq` file's `#+` comment lines, the header that grlc made a custom of."""

from __future__ import annotations

from typing import Any

import yaml

#: libyaml's loader, a tenth of the time, where PyYAML was built with it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def loaded(text: str) -> Any:
    """What the YAML document `text` says; raises yaml.YAMLError."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe one
