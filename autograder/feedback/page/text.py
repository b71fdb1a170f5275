"""Markdown as HTML: formulas as MathML, no picture from elsewhere, and of HTML the few plain tags that are listed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape
from mdit_py_plugins.dollarmath import dollarmath_plugin

from autograder.feedback.page.formulas import formula

__all__ = ["markdown_html"]

_PLAIN = re.compile(
    r"&lt;(/?(?:details|summary|b|i|em|strong|sub|sup|br|p|ul|ol|li|code|kbd|table|thead|tbody|tr|th|td))\s*/?&gt;"
)


def markdown_html(text: str) -> Markup:
    """Return a markdown cell as HTML. Nothing in it runs, loads or leads anywhere but to the web.

    >>> print(markdown_html("a *b* <script>alert(1)</script> <b>c</b>"))
    <p>a <em>b</em> &lt;script&gt;alert(1)&lt;/script&gt; <b>c</b></p>
    <BLANKLINE>
    """
    return Markup(_MARKDOWN.render(text))


def _tags(self: Any, tokens: Sequence[Token], number: int, options: Any, env: Any) -> str:
    return _PLAIN.sub(r"<\1>", str(escape(tokens[number].content)))


def _picture(self: Any, tokens: Sequence[Token], number: int, options: Any, env: Any) -> str:
    return str(Markup("[picture: {}]").format(tokens[number].content))


def _link(self: Any, tokens: Sequence[Token], number: int, options: Any, env: Any) -> str:
    target = str(tokens[number].attrs.get("href", ""))
    if not re.match(r"https?://", target):
        return "<a>"
    return str(Markup('<a href="{}" rel="noopener noreferrer">').format(target))


def _heading(self: Any, tokens: Sequence[Token], number: int, options: Any, env: Any) -> str:
    """Headings of the notebook stand below those of the page."""
    token = tokens[number]
    level = min(6, int(token.tag[1]) + 2)
    return f"<{'/' if token.nesting < 0 else ''}h{level}>"


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    markdown.use(
        dollarmath_plugin,
        allow_digits=True,
        renderer=lambda content, options: str(formula(content.strip(), bool(options["display_mode"]))),
    )
    for name, rule in (
        ("html_block", _tags),
        ("html_inline", _tags),
        ("image", _picture),
        ("link_open", _link),
        ("heading_open", _heading),
        ("heading_close", _heading),
    ):
        markdown.add_render_rule(name, rule)
    return markdown


_MARKDOWN = _markdown()
