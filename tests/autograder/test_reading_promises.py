"""How a docstring is read: its sentences, the section of each, and whether it binds an answer."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from autograder.exam.promises import Sentence, keeps, sentences_of_stub
from autograder.exam.properties import returns_int

SOURCE = '''
def pad(image, top):
    """Put rows around an image.

    Args:
        image: array of shape (h, w), of any
            dtype. It need not be square.
        top, bottom: rows to add.

    Returns:
        A new array. Its dtype is that of the
        image.

    Raises:
        ValueError: a number is negative.
        TypeError: it is none.

    The image must not be modified. It may be empty.

    Example:
        >>> pad(1, 2)
        3. Must not be read.
    """

class Layer:
    """A layer that must be one."""

    def forward(self, x):
        """Pass on.

        Returns:
            The result.
        """

def silent():
    pass
'''


def test_sentences_know_their_sections():
    assert sentences_of_stub(SOURCE, "pad") == (
        Sentence("", "Put rows around an image."),
        Sentence("Args", "image: array of shape (h, w), of any dtype."),
        Sentence("Args", "It need not be square."),
        Sentence("Args", "top, bottom: rows to add."),
        Sentence("Returns", "A new array."),
        Sentence("Returns", "Its dtype is that of the image."),
        Sentence("Raises", "ValueError: a number is negative."),
        Sentence("Raises", "TypeError: it is none."),
        Sentence("", "The image must not be modified."),
        Sentence("", "It may be empty."),
    )


def test_what_is_returned_raised_or_must_be_binds():
    assert [s.text for s in sentences_of_stub(SOURCE, "pad") if s.binds] == [
        "A new array.",
        "Its dtype is that of the image.",
        "ValueError: a number is negative.",
        "TypeError: it is none.",
        "The image must not be modified.",
    ]


def test_the_methods_of_a_class_promise_too():
    assert [s.text for s in sentences_of_stub(SOURCE, "Layer") if s.binds] == [
        "A layer that must be one.",
        "The result.",
    ]


@pytest.mark.parametrize("name", ["silent", "unknown"])
def test_a_stub_without_words_is_refused(name):
    with pytest.raises(ValueError, match=f"there is no {name} with a docstring"):
        sentences_of_stub(SOURCE, name)


def test_a_property_can_keep_several_promises():
    (prop,) = keeps("C.", *keeps(("A.", "B."), returns_int(st.just(0))))
    assert prop.promises == ("A.", "B.", "C.")
