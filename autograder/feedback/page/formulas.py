"""LaTeX as MathML, which a browser sets without a script and without the network."""

from __future__ import annotations

import functools
import logging
import re
from xml.etree import ElementTree

from latex2mathml.converter import convert
from markupsafe import Markup

__all__ = ["formula"]

_LONGEST = 1500  # characters of one formula
_DEEPEST = 40  # braces in braces
_TAGS = {
    *("math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle"),
    *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts"),
    *("mtable", "mtr", "mtd", "mlabeledtr", "mpadded", "mphantom", "menclose", "mfenced"),
}
_ATTRIBUTES = {
    *("display", "displaystyle", "scriptlevel", "stretchy", "fence", "separator", "form", "accent", "accentunder"),
    *("mathvariant", "minsize", "maxsize", "lspace", "rspace", "width", "height", "depth", "movablelimits"),
    *("columnalign", "columnspacing", "rowspacing", "rowalign", "linethickness", "largeop", "symmetric", "notation"),
}
"""What MathML may say here. Links, styles and whatever else leads elsewhere is not among it."""


@functools.lru_cache(maxsize=4096)
def formula(latex: str, block: bool = False) -> Markup:
    """Return a formula as MathML; its source as code where it cannot be read, or says what it should not.

    >>> print(formula("x_1"))
    <math display="inline"><mrow><msub><mi>x</mi><mn>1</mn></msub></mrow></math>
    """
    source = Markup("<code>{}</code>").format(latex)
    if len(latex) > _LONGEST or _depth(latex) > _DEEPEST:
        return source
    try:
        made = ElementTree.fromstring(convert(_plain(latex), display="block" if block else "inline"))
    except Exception as error:  # a student's formula may be anything
        logging.getLogger(__name__).debug("no formula: %r: %r", latex, error)
        return source
    for element in made.iter():
        element.tag = element.tag.rpartition("}")[2]
        if element.tag not in _TAGS:
            return source
        element.attrib = {name: value for name, value in element.attrib.items() if name in _ATTRIBUTES}
        if "\\" in (element.text or ""):  # a command that is not known comes back as it was
            return source
    return Markup(ElementTree.tostring(made, encoding="unicode", short_empty_elements=False))


def _plain(latex: str) -> str:
    """Write what the converter has another name for."""
    aligned = latex.replace("{aligned}", "{align*}")
    return re.sub(r"(?<=\\\\)\[\d+pt\]", "", aligned).strip()


def _depth(latex: str) -> int:
    deepest = depth = 0
    for sign in latex:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        deepest = max(deepest, depth)
    return deepest
