"""The promises of a stub's docstring, and which properties test them.

A student reads the docstring and nothing else. So every sentence of it that binds an answer, under Returns, under
Raises, and wherever it says "must", is tested by some property; and every property tests a sentence that stands there.
"""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import dataclass, replace

from autograder.exam.exercise import Property

__all__ = ["Sentence", "keeps", "sentences_of_stub"]

_SECTION = re.compile(r"^(Args|Returns|Raises|Attributes|Example|Examples|Hint|Note):$")
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a docstring: its words on one line, and the section it stands in, which is empty in the prose."""

    section: str
    text: str

    @property
    def binds(self) -> bool:
        """Whether an answer that breaks it is wrong, so that an exam has to test it."""
        return self.section in ("Returns", "Raises") or "must" in self.text.split()


def keeps(promise: str | tuple[str, ...], *properties: Property) -> tuple[Property, ...]:
    """Say of properties that they test this sentence of the stub's docstring, or each of several."""
    promises = (promise,) if isinstance(promise, str) else promise
    return tuple(replace(prop, promises=(*prop.promises, *promises)) for prop in properties)


def sentences_of_stub(source: str, name: str) -> tuple[Sentence, ...]:
    """Return the sentences of all docstrings of a function, or of a class and its methods; examples left out.

    Args:
        source: of a module or notebook, as Python.
        name: of the function or class.

    Raises:
        ValueError: it is defined nowhere, or has no docstring.
    """
    kinds = (ast.FunctionDef, ast.ClassDef)
    found = [node for node in ast.parse(source).body if isinstance(node, kinds) and node.name == name]
    inside = [node for each in found for node in ast.walk(each) if isinstance(node, kinds)]
    docstrings = [text for node in inside if (text := ast.get_docstring(node))]
    if not docstrings:
        raise ValueError(f"there is no {name} with a docstring: the stub's docstring is what its exam tests")
    return tuple(sentence for text in docstrings for sentence in _sentences(text))


def _sentences(docstring: str) -> list[Sentence]:
    section, texts = "", []
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(docstring)):
        first, *rest = paragraph.split("\n")
        heading = _SECTION.match(first)
        section = heading[1] if heading else section if first.startswith(" ") else ""
        if section.startswith("Example"):
            continue
        for entry in _entries(rest if heading else [first, *rest]):
            texts += [Sentence(section, text) for text in _END.split(entry)]
    return texts


def _entries(lines: list[str]) -> list[str]:
    """Join the lines of a paragraph; in a section each line that is indented least begins an entry of its own."""
    if not lines or not lines[0].startswith(" "):
        return [" ".join(" ".join(lines).split())]
    margin = min(len(line) - len(line.lstrip()) for line in lines)
    entries: list[str] = []
    for line in lines:
        if len(line) - len(line.lstrip()) == margin and (not entries or re.match(r"\s*[\w, ]+: ", line)):
            entries.append(line.strip())
        else:
            entries[-1] += " " + line.strip()
    return entries
