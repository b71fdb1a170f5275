"""What students believe of `grouped_conv2d`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.channels.honest.grouped_conv2d import einsum_with_an_axis_for_groups


def first_group_for_all_filters(x, weight, groups):
    """All your filters see the channels of group 0. Those of group g see the channels from g * (c_in // groups) on."""
    each = x.shape[1] // groups if groups else 0
    einsum_with_an_axis_for_groups(x, weight, groups)
    return einsum_with_an_axis_for_groups(np.tile(x[:, :each], (1, groups, 1, 1)), weight, groups)


def channels_of_a_group_taken_in_turns(x, weight, groups):
    """You deal the channels out like cards: 0 to the first group, 1 to the second. The channels of a group are
    neighbours: the first c_in // groups of them make group 0."""
    einsum_with_an_axis_for_groups(x, weight, groups)
    dealt = np.concatenate([x[:, g::groups] for g in range(groups)], axis=1)
    return einsum_with_an_axis_for_groups(dealt, weight, groups)


def filters_of_a_group_taken_in_turns(x, weight, groups):
    """You deal the filters out like cards: filter 0 to the first group, filter 1 to the second. The filters of a group
    are neighbours: the first c_out // groups of them make group 0."""
    einsum_with_an_axis_for_groups(x, weight, groups)
    order = np.concatenate([np.arange(len(weight))[g::groups] for g in range(groups)])
    out = einsum_with_an_axis_for_groups(x, weight[order], groups)
    return out[:, np.argsort(order)]


def maps_of_the_groups_in_turns(x, weight, groups):
    """Your maps are interleaved: one of each group, then the next of each. The maps of group 0 come first, all of them,
    then those of group 1: join them with np.concatenate along axis 1."""
    out = einsum_with_an_axis_for_groups(x, weight, groups)
    n, c_out, oh, ow = out.shape
    return out.reshape(n, groups, c_out // groups, oh, ow).swapaxes(1, 2).reshape(out.shape)


def filters_dealt_and_maps_left_so(x, weight, groups):
    """You take every groups-th filter for a group and join the maps as they come, so they stand in another order.
    Filter o makes map o, and the filters of a group are neighbours."""
    einsum_with_an_axis_for_groups(x, weight, groups)
    order = np.concatenate([np.arange(len(weight))[g::groups] for g in range(groups)])
    return einsum_with_an_axis_for_groups(x, weight[order], groups)


def groups_in_reverse(x, weight, groups):
    """Your first filters see the last channels. Group 0 of the filters belongs to group 0 of the channels."""
    einsum_with_an_axis_for_groups(x, weight, groups)
    reversed_groups = np.concatenate(np.split(x, groups, axis=1)[::-1], axis=1)
    return einsum_with_an_axis_for_groups(reversed_groups, weight, groups)


def maps_of_all_groups_added(x, weight, groups):
    """You add the maps of the groups up. They stand one behind the other: every filter keeps its own map."""
    out = einsum_with_an_axis_for_groups(x, weight, groups)
    return out.reshape(len(out), groups, -1, *out.shape[2:]).sum(1)


def first_group_only(x, weight, groups):
    """Your result holds the maps of group 0, and nothing of the others."""
    out = einsum_with_an_axis_for_groups(x, weight, groups)
    return out[:, : out.shape[1] // groups]


def other_groups_left_at_zero(x, weight, groups):
    """Only the maps of group 0 are computed, the others stay zero. Go over all groups."""
    out = einsum_with_an_axis_for_groups(x, weight, groups)
    out[:, out.shape[1] // groups :] = 0
    return out


def groups_joined_along_the_samples(x, weight, groups):
    """You join the groups along axis 0, so each looks like more samples. The maps are joined along axis 1."""
    out = einsum_with_an_axis_for_groups(x, weight, groups)
    return np.concatenate(np.split(out, groups, axis=1), axis=0)


def an_axis_for_the_groups_left(x, weight, groups):
    """Your result has five axes: the groups have one of their own. Reshape it to (n, c_out, oh, ow)."""
    out = einsum_with_an_axis_for_groups(x, weight, groups)
    return out.reshape(len(out), groups, -1, *out.shape[2:])


def neighbouring_channel_for_each_filter(x, weight, groups):
    """Filter o of yours begins at channel o. It begins where its group does: o // (c_out // groups) groups further on,
    each of c_in // groups channels."""
    einsum_with_an_axis_for_groups(x, weight, groups)
    maps = []
    for o in range(len(weight)):
        seen = np.take(x, np.arange(o, o + weight.shape[1]) % x.shape[1], axis=1)
        maps.append(einsum_with_an_axis_for_groups(seen, weight[o : o + 1], 1))
    return np.concatenate(maps, axis=1)


def first_channel_of_each_group_only(x, weight, groups):
    """You use the first channel of each group. A group has c_in // groups of them, and they are added up."""
    einsum_with_an_axis_for_groups(x, weight, groups)
    alone = weight * (np.arange(weight.shape[1]) == 0)[:, None, None]
    return einsum_with_an_axis_for_groups(x, alone, groups)


def groups_averaged(x, weight, groups):
    """You divide by the number of channels in a group. They are added up, and nothing is divided."""
    return einsum_with_an_axis_for_groups(x, weight / max(weight.shape[1], 1), groups)


def first_filters_for_all_groups(x, weight, groups):
    """You use the filters of group 0 for every group. Each group has filters of its own."""
    einsum_with_an_axis_for_groups(x, weight, groups)
    return einsum_with_an_axis_for_groups(x, np.tile(weight[: len(weight) // groups], (groups, 1, 1, 1)), groups)


def filters_flipped_in_every_group(x, weight, groups):
    """You turn the filters by 180 degrees. Networks correlate: nothing is flipped."""
    return einsum_with_an_axis_for_groups(x, weight[:, :, ::-1, ::-1], groups)


def samples_added_within_groups(x, weight, groups):
    """You sum over the samples of the batch. They have nothing to do with each other."""
    out = einsum_with_an_axis_for_groups(x, weight, groups)
    return np.repeat(out.sum(0, keepdims=True), len(x), axis=0)


def last_channels_left_over(x, weight, groups):
    """You round c_in / groups down and never use the channels that are left over. Raise a ValueError where groups does
    not divide c_in."""
    if groups < 1:
        raise ValueError("groups")
    return einsum_with_an_axis_for_groups(x[:, : x.shape[1] // groups * groups], weight, groups)


def last_filters_left_over(x, weight, groups):
    """You round c_out / groups down and never use the filters that are left over. Raise a ValueError where groups does
    not divide c_out."""
    if groups < 1:
        raise ValueError("groups")
    return einsum_with_an_axis_for_groups(x, weight[: len(weight) // groups * groups], groups)


def zero_groups_taken_for_one(x, weight, groups):
    """You take a number of groups below 1 for something else. There is no such division: raise a ValueError."""
    return einsum_with_an_axis_for_groups(x, weight, max(abs(groups), 1))


def division_by_zero_left_to_python(x, weight, groups):
    """With 0 groups your division raises a ZeroDivisionError. Ask for groups < 1 first, and raise a ValueError."""
    if groups == 0:
        raise ZeroDivisionError
    return einsum_with_an_axis_for_groups(x, weight, groups)


def channels_of_the_filters_not_compared(x, weight, groups):
    """You never compare the channels of the filters with those of a group, and pass over what is left of either. Raise
    a ValueError where they differ."""
    if groups < 1 or x.shape[1] % groups or len(weight) % groups:
        raise ValueError("groups")
    each = x.shape[1] // groups
    c = min(each, weight.shape[1])
    seen = np.concatenate([x[:, g * each : g * each + c] for g in range(groups)], axis=1)
    return einsum_with_an_axis_for_groups(seen, weight[:, :c], groups)


def empty_maps_where_nothing_fits(x, weight, groups):
    """Filters that do not fit have no position, and you return empty maps. Raise a ValueError."""
    kernel = np.minimum(weight.shape[2:], x.shape[2:])
    out = einsum_with_an_axis_for_groups(x, weight[:, :, : kernel[0], : kernel[1]], groups)
    fits = tuple(kernel) == weight.shape[2:]
    return out if fits else out[:, :, :0, :0]


def maps_in_the_dtype_of_the_channels(x, weight, groups):
    """Your maps have the dtype of x, so sums are cut off or wrap around. Make the result with np.zeros(shape), which is
    float64."""
    return einsum_with_an_axis_for_groups(x, weight, groups).astype(x.dtype)


def groups_in_single_precision(x, weight, groups):
    """You return float32. The values are right to seven digits only; float64 is asked for."""
    return einsum_with_an_axis_for_groups(x, weight, groups).astype(np.float32)


def groups_zeroed_in_the_input(x, weight, groups):
    """You set what a filter does not see to zero in x itself, and the caller's array has changed. Work on a copy."""
    out = einsum_with_an_axis_for_groups(x, weight, groups)
    x[:, : x.shape[1] // groups] = 0
    return out


def maps_remembered_for_the_shapes(x, weight, groups, seen={}):  # noqa: B006  # the mistake
    """You keep maps from one call to the next: a dict as a default value is made once, not in each call."""
    key = (x.shape, weight.shape, groups)
    if key not in seen:
        seen[key] = einsum_with_an_axis_for_groups(x, weight, groups)
    return seen[key].copy()
