"""pandas, where it is installed: it is an extra, since most who ask need no data frames."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


class MissingExtra(ImportError):
    """An optional part of migov is not installed; the message says how to install it."""


def data_frame(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> pd.DataFrame:
    """A data frame of `rows` under `columns`; raises MissingExtra where pandas is absent."""
    try:
        pandas = importlib.import_module("pandas")
    except ImportError:
        raise MissingExtra(
            "to_pandas() needs pandas, which is not installed: "
            "`pip install 'migov[pandas]'` brings it. `.rows` holds the same without it."
        ) from None
    frame: pd.DataFrame = pandas.DataFrame(list(rows), columns=list(columns))
    return frame
