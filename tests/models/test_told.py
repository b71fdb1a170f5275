"""What a student is told of the networks, in words and with a picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.models.networks import MOST
from autograder.models.own_layers import OwnLayers
from autograder.models.picture import images_png, images_to_show
from autograder.models.reading import Reading
from autograder.models.told import layers_told, page_html, reading_html, reading_told

ALL = Reading(
    model="lenet",
    images=np.zeros((MOST, 28, 28), np.uint8),
    labels=np.arange(MOST) % 10,
    ours=np.arange(MOST) % 10,
    theirs=np.arange(MOST) % 10,
    class_names=tuple("0123456789"),
    seconds=1.0,
)
NOTHING = OwnLayers({}, {})


def first(many):
    return replace(ALL, **{name: getattr(ALL, name)[:many] for name in ("images", "labels", "ours", "theirs")})


def test_a_network_on_right_layers_reads_what_the_reference_reads():
    misread = replace(ALL, ours=np.where(np.arange(MOST) < 3, 0, ALL.ours), theirs=np.where(np.arange(MOST) < 2, 0, 1))
    assert reading_told(ALL) == "With your layers LeNet-5 reads 200 of 200 digits; the reference 200."
    assert reading_told(misread).startswith("With your layers LeNet-5 reads 198 of 200 digits; the reference ")


def test_fewer_digits_are_said_to_be_fewer():
    assert reading_told(first(20)).endswith("reads 20 of 20 digits; the reference 20. There was time for 20 of 200.")


def test_where_the_networks_part_the_exercise_is_named():
    told = reading_told(replace(ALL, parted="C3", where="the layer C3, your conv2d"))
    assert told.endswith("The two part at the layer C3, your conv2d.")
    where = "the layer F6, your linear_as_conv and conv2d"
    stopped = reading_told(replace(first(0), parted="F6", where=where, why="no answer"))
    assert stopped == (
        "With your layers LeNet-5 has read no digit. "
        "The two part at the layer F6, your linear_as_conv and conv2d. There came no answer."
    )


def test_whose_layers_they_are_is_told():
    own, lent = layers_told(NOTHING)
    assert own == "None of the layers is your own yet."
    assert "conv2d (02_channels)" in lent
    assert "BatchNorm2d (05_normalisation_and_dropout)" in lent


def test_digits_that_are_read_otherwise_than_by_the_reference_come_first():
    ours, theirs = ALL.labels.copy(), ALL.labels.copy()
    ours[150], ours[40], theirs[40], theirs[90] = 7, 7, 7, 7
    assert images_to_show(replace(ALL, ours=ours, theirs=theirs))[:4].tolist() == [150, 90, 40, 0]


@pytest.mark.parametrize("many", [1, 9, MOST])
def test_the_picture_is_a_png_of_as_many_digits_as_there_are(many):
    assert images_png(first(many)).startswith(b"\x89PNG")


def test_the_page_escapes_what_came_and_loads_nothing():
    html = reading_html([replace(first(2), parted="C1", where="C1", why="<script>alert(1)</script>")], ["<script>"])
    assert "<script>" not in html
    assert html.count("src=") == html.count('src="data:image/png;base64,') == 1
    assert "alt=" in html


def test_a_page_of_its_own_escapes_the_student_too():
    page = page_html("<b>ada</b>", [first(2)], ())
    assert "<b>" not in page
    assert '<html lang="en">' in page
