"""What students believe of `shortcut`: wrong answers, each with the sentence for whoever gave it."""

from torch import nn

from autograder.exams.residual_and_dense.honest.shortcut import early_return


def _projection(c_in, c_out, stride, kernel=1, **more):
    return nn.Sequential(nn.Conv2d(c_in, c_out, kernel, stride, bias=False, **more), nn.BatchNorm2d(c_out))


def _unchanged(c_in, c_out, stride):
    return c_in == c_out and stride == 1


def projection_always(c_in, c_out, stride):
    """You project everywhere. Where nothing changes, x itself goes past the block: nn.Identity()."""
    return _projection(c_in, c_out, stride)


def never_a_projection(c_in, c_out, stride):
    """You never project. Where channels or size change, x no longer fits to what the block gives."""
    return nn.Identity()


def only_where_channels_change(c_in, c_out, stride):
    """You forget the stride: a block that halves the size and keeps the channels needs a projection, too."""
    return nn.Identity() if c_in == c_out else early_return(c_in, c_out, stride)


def only_where_the_size_changes(c_in, c_out, stride):
    """You forget the channels: a block that keeps the size and changes the channels needs a projection, too."""
    return nn.Identity() if stride == 1 else early_return(c_in, c_out, stride)


def only_where_both_change(c_in, c_out, stride):
    """You project only where channels and size change together. One of the two is enough: write `or`."""
    return nn.Identity() if c_in == c_out or stride == 1 else early_return(c_in, c_out, stride)


def projection_without_stride(c_in, c_out, stride):
    """Your projection has no stride, so what goes past the block is larger than what comes out of it."""
    return nn.Identity() if _unchanged(c_in, c_out, stride) else _projection(c_in, c_out, 1)


def stride_of_two_whenever_there_is_one(c_in, c_out, stride):
    """Your projection always has a stride of 2. Take the stride that is given."""
    return nn.Identity() if _unchanged(c_in, c_out, stride) else _projection(c_in, c_out, 2)


def window_of_three(c_in, c_out, stride):
    """Your projection has a window of 3 x 3. The way past the block is as short as can be: 1 x 1."""
    return nn.Identity() if _unchanged(c_in, c_out, stride) else _projection(c_in, c_out, stride, 3, padding=1)


def padded(c_in, c_out, stride):
    """You pad a 1 x 1 convolution, which adds a frame of zeros to the maps. It needs no padding."""
    return nn.Identity() if _unchanged(c_in, c_out, stride) else _projection(c_in, c_out, stride, padding=1)


def with_bias(c_in, c_out, stride):
    """Your convolution has a bias. The batch normalisation after it subtracts the mean: say bias=False."""
    if _unchanged(c_in, c_out, stride):
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride), nn.BatchNorm2d(c_out))


def no_normalisation(c_in, c_out, stride):
    """The batch normalisation after the projection is missing. Every convolution of these networks has one."""
    return early_return(c_in, c_out, stride)[:1] if not _unchanged(c_in, c_out, stride) else nn.Identity()


def relu_after_the_projection(c_in, c_out, stride):
    """You end with a ReLU. What goes past the block may be negative: the ReLU comes after the addition."""
    way = early_return(c_in, c_out, stride)
    return way if _unchanged(c_in, c_out, stride) else way.append(nn.ReLU())


def normalisation_first(c_in, c_out, stride):
    """You normalise before the convolution. Here it comes after it."""
    if _unchanged(c_in, c_out, stride):
        return nn.Identity()
    return nn.Sequential(nn.BatchNorm2d(c_in), nn.Conv2d(c_in, c_out, 1, stride, bias=False))


def pooling_for_the_stride(c_in, c_out, stride):
    """You shrink the maps with a mean pooling. The 1 x 1 convolution itself has the stride, and leaves pixels out."""
    if _unchanged(c_in, c_out, stride):
        return nn.Identity()
    conv, norm = early_return(c_in, c_out, 1) if c_in != c_out else _projection(c_in, c_out, 1)
    way = nn.Sequential(conv, norm)
    return way.append(nn.AvgPool2d(stride, ceil_mode=True)) if stride > 1 else way


def channels_swapped(c_in, c_out, stride):
    """You swap c_in and c_out: the convolution reads c_in channels and gives c_out."""
    return nn.Identity() if _unchanged(c_in, c_out, stride) else _projection(c_out, c_in, stride)


class _Detached(nn.Sequential):
    def forward(self, x):
        return super().forward(x.detach())


def input_detached(c_in, c_out, stride):
    """You detach x, so no gradient comes back through the shortcut, which is there to let it through."""
    way = early_return(c_in, c_out, stride)
    return way if _unchanged(c_in, c_out, stride) else _Detached(*way)


def running_statistics_switched_off(c_in, c_out, stride):
    """Your normalisation keeps no running statistics, so evaluation depends on the batch. Leave the defaults as they
    are."""
    if _unchanged(c_in, c_out, stride):
        return nn.Identity()
    conv, _ = _projection(c_in, c_out, stride)
    return nn.Sequential(conv, nn.BatchNorm2d(c_out, track_running_stats=False))


def normalisation_begins_at_zero(c_in, c_out, stride):
    """The normalisation of your new projection has weights of 0, so nothing comes through, and no gradient comes back.
    Take nn.BatchNorm2d as PyTorch makes it."""
    way = early_return(c_in, c_out, stride)
    if not _unchanged(c_in, c_out, stride):
        nn.init.zeros_(way[1].weight)
    return way
