"""What somebody meant who misspelt a name. Light: a misspelt name must end a command at once."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

__all__ = ["meant"]

_ALIKE = 60  # of 100: "corelation" for 01_correlation, and not "homework"
_MOST = 12  # names that can be read at a glance


def meant(name: str, known: Iterable[str], there_are: str = "there are") -> str:
    """Return a question with the name that was probably meant, or else the names there are.

    >>> meant("01_corelation", ["01_correlation", "02_channels"])
    'did you mean 01_correlation?'
    >>> meant("02", ["01_correlation", "02_channels"])
    'did you mean 02_channels?'
    >>> meant("homework", ["01_correlation", "02_channels"])
    'there are 01_correlation, 02_channels'
    """
    names = list(known)
    begun = [each for each in names if name and each.lower().startswith(name.lower())]
    if begun:
        return f"did you mean {begun[0]}?"
    found = process.extractOne(name, names, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_ALIKE)
    if found is not None:
        return f"did you mean {found[0]}?"
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"{there_are} {', '.join(names[:_MOST]) or 'none'}{more}"
