"""How all pages are made of templates: what anybody wrote is escaped, and what is missing is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2

__all__ = ["page_environment"]


def page_environment(folder: Path, **options: Any) -> jinja2.Environment:
    """Return an environment for the templates in a folder; `options` are more of Jinja2's own."""
    return jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FileSystemLoader(folder),
        **options,
    )
