"""What students believe of `receptive_field_by_perturbation`, each with the sentence for whoever believes it."""

import numpy as np


def _changes(network, shape, position, start=0.0, end=1.0):
    before = network(np.full(shape, start))[position]
    changes = np.zeros(shape)
    for place in np.ndindex(*shape):
        image = np.full(shape, start)
        image[place] = end
        changes[place] = network(image)[position] - before
    return changes


def pixel_never_set_back(network, shape, position):
    """You do not set a pixel back to 0 before you try the next one, so all pixels after the first that counts seem to
    count. Set it back, or make a new image for each pixel."""
    image, counts = np.zeros(shape), np.zeros(shape, dtype=bool)
    before = network(image)[position]
    for place in np.ndindex(*shape):
        image[place] = 1
        counts[place] = network(image)[position] != before
    return counts


def compared_with_the_pixel_before(network, shape, position):
    """You compare each output with the one for the pixel before it. Compare with the output for the image of zeros, the
    same one every time."""
    counts, before = np.zeros(shape, dtype=bool), network(np.zeros(shape))[position]
    for place in np.ndindex(*shape):
        image = np.zeros(shape)
        image[place] = 1
        after = network(image)[position]
        counts[place], before = after != before, after
    return counts


def output_that_is_not_zero(network, shape, position):
    """You ask whether the output is different from 0. With a bias it is, whatever the pixel does: compare with the
    output for the image of zeros."""
    counts = np.zeros(shape, dtype=bool)
    for place in np.ndindex(*shape):
        image = np.zeros(shape)
        image[place] = 1
        counts[place] = network(image)[position] != 0
    return counts


def any_output_that_changes(network, shape, position):
    """You ask whether anything in the output map changes. Look at the output at `position` alone."""
    before, counts = network(np.zeros(shape)), np.zeros(shape, dtype=bool)
    for place in np.ndindex(*shape):
        image = np.zeros(shape)
        image[place] = 1
        counts[place] = (network(image) != before).any()
    return counts


def first_output_always(network, shape, position):
    """You always look at the output in the upper left corner. The one at `position` is asked about."""
    return _changes(network, shape, (0, 0)) != 0


def row_and_column_of_the_output_swapped(network, shape, position):
    """You read `position` as (column, row). The row comes first, as in NumPy."""
    map_shape = network(np.zeros(shape)).shape
    i, j = (min(place, side - 1) for place, side in zip(position[::-1], map_shape, strict=True))
    return _changes(network, shape, (i, j)) != 0


def result_transposed(network, shape, position):
    """Your result has w rows and h columns. It has the shape of the image: (h, w)."""
    return (_changes(network, shape, position) != 0).T


def only_what_goes_up(network, shape, position):
    """You count a pixel only if the output grows. Under a negative weight it becomes smaller, which is a change
    too."""
    return _changes(network, shape, position) > 0


def only_large_changes(network, shape, position):
    """You count a pixel only if the output changes by half or more. However little it changes, the pixel counts."""
    return np.abs(_changes(network, shape, position)) >= 0.5


def changes_rounded_to_hundredths(network, shape, position):
    """Your comparison lets a change of a thousandth pass as none. However little it changes, the pixel counts: compare
    with != or with a far smaller tolerance."""
    return np.abs(_changes(network, shape, position)) > 1e-2


def small_changes_taken_for_rounding(network, shape, position):
    """You compare with np.isclose or with a tolerance of your own, which takes small changes for none, or those beside
    a large bias. Nothing is rounded differently here: compare with !=, and every change counts."""
    before, counts = network(np.zeros(shape))[position], np.zeros(shape, dtype=bool)
    for place in np.ndindex(*shape):
        image = np.zeros(shape)
        image[place] = 1
        counts[place] = not np.isclose(network(image)[position], before)
    return counts


def set_back_only_where_it_counts(network, shape, position):
    """You set a pixel back to 0 only if it counts. Under a maximum two pixels can matter together of which none does
    alone: set every pixel back before you try the next one."""
    image, counts = np.zeros(shape), np.zeros(shape, dtype=bool)
    before = network(image)[position]
    for place in np.ndindex(*shape):
        image[place] = 1
        if network(image)[position] != before:
            counts[place] = True
            image[place] = 0
    return counts


def tried_with_one_and_minus_one(network, shape, position):
    """You try 1 and -1. Under a maximum they change different things: a pixel counts if 1 changes the output."""
    return (_changes(network, shape, position) != 0) | (_changes(network, shape, position, end=-1.0) != 0)


def everything_between_first_and_last(network, shape, position):
    """You fill the rectangle between the first and the last pixel that counts. Under a weight of 0, or between the taps
    of a stride, there are pixels that do not count."""
    counts = _changes(network, shape, position) != 0
    rows, columns = np.nonzero(counts)
    if rows.size:
        counts[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1] = True
    return counts


def only_the_pixel_at_the_position(network, shape, position):
    """You mark the pixel that has the output's own position. That is only where the window of a plain convolution
    begins: try every pixel of the image."""
    counts = np.zeros(shape, dtype=bool)
    counts[min(position[0], shape[0] - 1), min(position[1], shape[1] - 1)] = True
    return counts


def last_row_and_column_not_tried(network, shape, position):
    """Your loops end one row and one column too early: range(n) leaves out n by itself."""
    counts = _changes(network, shape, position) != 0
    counts[-1] = counts[:, -1] = False
    return counts


def begun_with_an_image_of_ones(network, shape, position):
    """You begin with an image of ones and set pixels to 0. A maximum does not see that one of many ones has become 0:
    begin with zeros, and set pixels to 1."""
    return _changes(network, shape, position, start=1.0, end=0.0) != 0


def changed_downwards(network, shape, position):
    """You set the pixel to -1. A maximum does not see a number below the zeros around it: set it to 1."""
    return _changes(network, shape, position, end=-1.0) != 0


def how_much_it_changes(network, shape, position):
    """You return how much the output changes. Whether it changes at all is asked: True or False."""
    return _changes(network, shape, position)


def ones_for_true(network, shape, position):
    """Your result holds 1 and 0 where True and False are asked for. Make it with dtype=bool."""
    return (_changes(network, shape, position) != 0).astype(int)


def everything_but_what_counts(network, shape, position):
    """You mark the pixels that change nothing. True belongs to those that do."""
    return _changes(network, shape, position) == 0


def whole_rows_and_columns(network, shape, position):
    """You change a whole row, then a whole column, and mark where both change something. That fills a rectangle; single
    pixels in it need not count."""
    before = network(np.zeros(shape))[position]
    rows, columns = np.zeros(shape[0], dtype=bool), np.zeros(shape[1], dtype=bool)
    for r in range(shape[0]):
        image = np.zeros(shape)
        image[r] = 1
        rows[r] = network(image)[position] != before
    for c in range(shape[1]):
        image = np.zeros(shape)
        image[:, c] = 1
        columns[c] = network(image)[position] != before
    return np.outer(rows, columns)


def places_in_a_list(network, shape, position):
    """You return a list of the places that count. An array of the image's shape is asked for."""
    return [[int(r), int(c)] for r, c in np.argwhere(_changes(network, shape, position) != 0)]
