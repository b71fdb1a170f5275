"""What students believe of `nin_block`: wrong answers, each with the sentence for whoever gave it."""

from torch import nn


def _block(*convolutions, activation=nn.ReLU):
    layers = []
    for convolution in convolutions:
        layers += [convolution, activation()]
    return nn.Sequential(*layers)


def _one(c_out, **more):
    return nn.Conv2d(c_out, c_out, 1, **more)


def windows_everywhere(c_in, c_out, kernel, stride=1, padding=0):
    """All your convolutions have the large window. Only the first one has; the other two are 1 x 1."""
    inner = [nn.Conv2d(c_out, c_out, kernel, padding="same") for _ in range(2)]
    return _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), *inner)


def only_one_pixel_convolution(c_in, c_out, kernel, stride=1, padding=0):
    """You have one 1 x 1 convolution. A NiN block has two."""
    return _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), _one(c_out))


def three_pixel_convolutions(c_in, c_out, kernel, stride=1, padding=0):
    """You have three 1 x 1 convolutions. A NiN block has two, and three convolutions in all."""
    return _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), _one(c_out), _one(c_out), _one(c_out))


def one_relu_at_the_very_end(c_in, c_out, kernel, stride=1, padding=0):
    """You have ReLU at the end only. Without one between them, the convolutions are only one linear map."""
    block = _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), _one(c_out), _one(c_out))
    block[1], block[3] = nn.Identity(), nn.Identity()
    return block


def no_relu_between_pixel_convolutions(c_in, c_out, kernel, stride=1, padding=0):
    """The ReLU between your 1 x 1 convolutions is missing: they are only one linear map of the channels."""
    block = _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), _one(c_out), _one(c_out))
    block[3] = nn.Identity()
    return block


def no_relu_after_the_window(c_in, c_out, kernel, stride=1, padding=0):
    """The ReLU after the first convolution is missing."""
    block = _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), _one(c_out), _one(c_out))
    block[1] = nn.Identity()
    return block


def no_last_relu(c_in, c_out, kernel, stride=1, padding=0):
    """The last ReLU is missing. All three convolutions have their own; only the head of a network leaves the last
    one out."""
    return _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), _one(c_out), _one(c_out))[:-1]


def sigmoid_in_a_nin_block(c_in, c_out, kernel, stride=1, padding=0):
    """You use the sigmoid. NiN's activation is ReLU."""
    first = nn.Conv2d(c_in, c_out, kernel, stride, padding)
    return _block(first, _one(c_out), _one(c_out), activation=nn.Sigmoid)


def stride_in_every_convolution(c_in, c_out, kernel, stride=1, padding=0):
    """All your convolutions take the stride. It belongs to the first one: the others look at every pixel."""
    inner = [_one(c_out, stride=stride) for _ in range(2)]
    return _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), *inner)


def padding_in_every_convolution(c_in, c_out, kernel, stride=1, padding=0):
    """All your convolutions are padded. A 1 x 1 window needs no padding: it would add a frame."""
    inner = [_one(c_out, padding=padding) for _ in range(2)]
    return _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), *inner)


def stride_ignored(c_in, c_out, kernel, stride=1, padding=0):
    """You never use the stride."""
    return _block(nn.Conv2d(c_in, c_out, kernel, padding=padding), _one(c_out), _one(c_out))


def padding_ignored(c_in, c_out, kernel, stride=1, padding=0):
    """You never use the padding."""
    return _block(nn.Conv2d(c_in, c_out, kernel, stride), _one(c_out), _one(c_out))


def stride_and_padding_swapped(c_in, c_out, kernel, stride=1, padding=0):
    """You swap stride and padding: nn.Conv2d takes the window, then the stride, then the padding."""
    return _block(nn.Conv2d(c_in, c_out, kernel, padding or 1, stride), _one(c_out), _one(c_out))


def always_the_same_size(c_in, c_out, kernel, stride=1, padding=0):
    """You choose the padding yourself, so that the size is kept. Use the one that is given."""
    return _block(nn.Conv2d(c_in, c_out, kernel, stride, (kernel - 1) // 2), _one(c_out), _one(c_out))


def pixel_convolutions_from_c_in(c_in, c_out, kernel, stride=1, padding=0):
    """Your 1 x 1 convolutions expect c_in channels. After the first convolution there are c_out."""
    inner = [nn.Conv2d(c_in, c_out, 1) for _ in range(2)]
    return _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), *inner)


def channels_change_at_the_end(c_in, c_out, kernel, stride=1, padding=0):
    """Your last convolution changes the channels. The first one does, and the others go from c_out to c_out."""
    return _block(nn.Conv2d(c_in, c_in, kernel, stride, padding), _one(c_in), nn.Conv2d(c_in, c_out, 1))


def window_at_the_end(c_in, c_out, kernel, stride=1, padding=0):
    """Your large window comes last. It comes first, and the 1 x 1 convolutions mix what it found."""
    return _block(nn.Conv2d(c_in, c_out, 1), _one(c_out), nn.Conv2d(c_out, c_out, kernel, stride, padding))


def pixel_convolution_shared(c_in, c_out, kernel, stride=1, padding=0):
    """You make one 1 x 1 convolution and use it twice, so both share their weights. Make two."""
    shared = _one(c_out)
    return _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), shared, shared)


def pooling_in_the_block(c_in, c_out, kernel, stride=1, padding=0):
    """You pool inside the block. In NiN the pooling stands between the blocks."""
    block = _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), _one(c_out), _one(c_out))
    return block.append(nn.MaxPool2d(3, stride=2, padding=1))


def linear_for_pixel_convolutions(c_in, c_out, kernel, stride=1, padding=0):
    """You use nn.Linear, which mixes the columns of a map. A fully connected layer at every pixel is a 1 x 1
    convolution."""
    inner = [nn.Linear(c_out, c_out) for _ in range(2)]
    return _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), *inner)


def no_biases_in_the_block(c_in, c_out, kernel, stride=1, padding=0):
    """Your convolutions have no bias. Each of the three has one."""
    first = nn.Conv2d(c_in, c_out, kernel, stride, padding, bias=False)
    return _block(first, _one(c_out, bias=False), _one(c_out, bias=False))


def stride_of_two_by_default(c_in, c_out, kernel, stride=2, padding=0):
    """Without a stride your window moves by two pixels. The default is 1."""
    return _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), _one(c_out), _one(c_out))


def padding_of_one_by_default(c_in, c_out, kernel, stride=1, padding=1):
    """Without a padding you add a pixel on each side. The default is 0."""
    return _block(nn.Conv2d(c_in, c_out, kernel, stride, padding), _one(c_out), _one(c_out))
