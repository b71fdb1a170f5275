"""What students believe of `resnet18`: wrong answers, each with the sentence for whoever gave it."""

from torch import nn

from autograder.exams.residual_and_dense.honest.residual_block import TwoConvolutions
from autograder.exams.residual_and_dense.honest.resnet18 import named_layers
from autograder.exams.residual_and_dense.wrong.residual_block import NoAddition


def _with(network, **layers):
    """Put other layers in the place of some."""
    for name, layer in layers.items():
        network.set_submodule(name, layer)
    return network


def _stages(network):
    return [network.get_submodule(f"layer{number}") for number in range(1, 5)]


def one_block_in_every_stage(in_channels=3, classes=1000, width=64, small=False):
    """Your stages have one block. Two in each make 8 blocks, 16 convolutions, and with the stem and the last layer
    18."""
    network = named_layers(in_channels, classes, width, small)
    for stage in _stages(network):
        del stage[1]
    return network


def three_blocks_in_every_stage(in_channels=3, classes=1000, width=64, small=False):
    """Your stages have three blocks. ResNet-18 has two in each."""
    network = named_layers(in_channels, classes, width, small)
    for number, stage in enumerate(_stages(network)):
        stage.append(TwoConvolutions(width * 2**number, width * 2**number))
    return network


def as_in_resnet34(in_channels=3, classes=1000, width=64, small=False):
    """You build ResNet-34: 3, 4, 6 and 3 blocks. ResNet-18 has 2, 2, 2 and 2."""
    network = named_layers(in_channels, classes, width, small)
    for number, (stage, more) in enumerate(zip(_stages(network), (1, 2, 4, 1), strict=True)):
        stage.extend(TwoConvolutions(width * 2**number, width * 2**number) for _ in range(more))
    return network


def first_stage_halves_too(in_channels=3, classes=1000, width=64, small=False):
    """Your layer1 halves the size. The pooling has just done that: only layer2, layer3 and layer4 have a stride."""
    first = nn.Sequential(TwoConvolutions(width, width, 2), TwoConvolutions(width, width))
    return _with(named_layers(in_channels, classes, width, small), layer1=first)


def no_stage_halves(in_channels=3, classes=1000, width=64, small=False):
    """Your stages never halve the size. The first block of layer2, layer3 and layer4 has a stride of 2."""
    network = named_layers(in_channels, classes, width, small)
    for stage in _stages(network)[1:]:
        stage[0].conv1.stride = stage[0].downsample[0].stride = (1, 1)
    return network


def both_blocks_halve(in_channels=3, classes=1000, width=64, small=False):
    """Both blocks of your stages have a stride of 2. Only the first one halves the size."""
    network = named_layers(in_channels, classes, width, small)
    for number, stage in enumerate(_stages(network)[1:], start=1):
        stage[1] = TwoConvolutions(width * 2**number, width * 2**number, 2)
    return network


def second_block_halves(in_channels=3, classes=1000, width=64, small=False):
    """The second block of your stages halves the size. It is the first one, where the channels double, too."""
    network, c = named_layers(in_channels, classes, width, small), width
    for stage in _stages(network)[1:]:
        stage[0], stage[1] = TwoConvolutions(c, 2 * c), TwoConvolutions(2 * c, 2 * c, 2)
        c *= 2
    return network


def channels_never_double(in_channels=3, classes=1000, width=64, small=False):
    """Your channels stay the same. They double from layer1 to layer2, to layer3, to layer4."""
    network = named_layers(in_channels, classes, width, small)
    for number in (2, 3, 4):
        stage = nn.Sequential(TwoConvolutions(width, width, 2), TwoConvolutions(width, width))
        _with(network, **{f"layer{number}": stage})
    return _with(network, fc=nn.Linear(width, classes))


def doubled_in_the_first_stage_too(in_channels=3, classes=1000, width=64, small=False):
    """Your layer1 doubles the channels already. It has as many as the stem: width."""
    network, c = named_layers(in_channels, classes, width, small), width
    for number, stride in enumerate((1, 2, 2, 2), start=1):
        stage = nn.Sequential(TwoConvolutions(c, 2 * c, stride), TwoConvolutions(2 * c, 2 * c))
        _with(network, **{f"layer{number}": stage})
        c *= 2
    return _with(network, fc=nn.Linear(c, classes))


def plain_blocks(in_channels=3, classes=1000, width=64, small=False):
    """Nothing goes past the layers of your blocks: this is a plain network. Use your ResidualBlock."""
    network = named_layers(in_channels, classes, width, small)
    for stage in _stages(network):
        for block in stage:
            block.__class__ = NoAddition
    return network


def no_pooling_after_the_stem(in_channels=3, classes=1000, width=64, small=False):
    """The pooling after the stem is missing. It brings 112 x 112 to 56 x 56; only the small form has none."""
    return _with(named_layers(in_channels, classes, width, small), maxpool=nn.Identity())


def pooling_in_the_small_form_too(in_channels=3, classes=1000, width=64, small=False):
    """Your small form pools after the stem. Small images have no pixels to lose: leave the pooling out."""
    return _with(named_layers(in_channels, classes, width, small), maxpool=nn.MaxPool2d(3, 2, 1))


def pooling_not_padded(in_channels=3, classes=1000, width=64, small=False):
    """Your pooling has no padding, so the border is lost: 3 x 3, stride 2, padding 1."""
    network = named_layers(in_channels, classes, width, small)
    return network if small else _with(network, maxpool=nn.MaxPool2d(3, 2))


def pooling_of_two(in_channels=3, classes=1000, width=64, small=False):
    """Your pooling has a window of 2 x 2. ResNet's windows are 3 x 3 and overlap: stride 2, padding 1."""
    network = named_layers(in_channels, classes, width, small)
    return network if small else _with(network, maxpool=nn.MaxPool2d(2, ceil_mode=True))


def mean_pooling_after_the_stem(in_channels=3, classes=1000, width=64, small=False):
    """You pool by the mean after the stem. It is the maximum there; the mean comes before the last layer."""
    network = named_layers(in_channels, classes, width, small)
    return network if small else _with(network, maxpool=nn.AvgPool2d(3, 2, 1))


def small_is_ignored(in_channels=3, classes=1000, width=64, small=False):
    """You never look at `small`. It asks for a stem of 3 x 3 without stride, and no pooling."""
    return named_layers(in_channels, classes, width, False)


def small_stem_always(in_channels=3, classes=1000, width=64, small=False):
    """Your stem is always the small one. Without `small` it is 7 x 7 with stride 2, and a pooling comes after it."""
    return named_layers(in_channels, classes, width, True)


def large_window_in_the_small_form(in_channels=3, classes=1000, width=64, small=False):
    """The stem of your small form has a window of 7 x 7. It is 3 x 3, with stride 1."""
    stem = nn.Conv2d(in_channels, width, 7, 1 if small else 2, 3, bias=False)
    return _with(named_layers(in_channels, classes, width, small), conv1=stem)


def stem_not_padded(in_channels=3, classes=1000, width=64, small=False):
    """Your stem is not padded. The padding is half the window: 3 for 7 x 7, and 1 for 3 x 3."""
    network = named_layers(in_channels, classes, width, small)
    network.conv1.padding = (0, 0)
    return network


def stem_without_stride(in_channels=3, classes=1000, width=64, small=False):
    """The 7 x 7 stem has a stride of 2: 224 pixels become 112."""
    network = named_layers(in_channels, classes, width, small)
    network.conv1.stride = (1, 1)
    return network


def no_relu_in_the_stem(in_channels=3, classes=1000, width=64, small=False):
    """The ReLU after the stem's normalisation is missing."""
    return _with(named_layers(in_channels, classes, width, small), relu=nn.Identity())


def stem_not_normalised(in_channels=3, classes=1000, width=64, small=False):
    """The batch normalisation of the stem is missing. Every convolution of the network has one."""
    return _with(named_layers(in_channels, classes, width, small), bn1=nn.Identity())


def maximum_for_the_mean(in_channels=3, classes=1000, width=64, small=False):
    """You take the maximum of each map before the last layer. ResNet takes the mean."""
    return _with(named_layers(in_channels, classes, width, small), avgpool=nn.AdaptiveMaxPool2d(1))


class _Sum(nn.Module):
    def forward(self, x):
        return x.sum(dim=(2, 3), keepdim=True)


def sum_for_the_mean(in_channels=3, classes=1000, width=64, small=False):
    """You add up each map before the last layer, so the logits grow with the image. Take the mean."""
    return _with(named_layers(in_channels, classes, width, small), avgpool=_Sum())


def relu_on_the_logits(in_channels=3, classes=1000, width=64, small=False):
    """You put ReLU on the logits, which cuts off what speaks against a class. A logit may be negative."""
    return named_layers(in_channels, classes, width, small).append(nn.ReLU())


def softmax_on_the_logits(in_channels=3, classes=1000, width=64, small=False):
    """You put softmax on the logits. The loss function does that: done twice, the network hardly learns."""
    return named_layers(in_channels, classes, width, small).append(nn.Softmax(dim=1))


def width_ignored(in_channels=3, classes=1000, width=64, small=False):
    """You never use the width: your network is as wide as the lecture's. The stem has `width` channels."""
    return named_layers(in_channels, classes, 4, small)


class _FormOfTheClass(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        type(self).small = small
        for name, layer in named_layers(in_channels, classes, width, small).named_children():
            self.add_module(name, nn.MaxPool2d(3, stride=2, padding=1) if name == "maxpool" else layer)

    def forward(self, x):
        for name, layer in self.named_children():
            x = x if self.small and name == "maxpool" else layer(x)
        return x


def form_of_the_class(in_channels=3, classes=1000, width=64, small=False):
    """You keep `small` in the class, where the next network overwrites it. What belongs to one network is kept in
    self."""
    return _FormOfTheClass(in_channels, classes, width, small)


def blocks_shared(in_channels=3, classes=1000, width=64, small=False):
    """The second block of a stage is the first one again, or a block is put in twice: it shares its weights. Make one
    for each place."""
    network = named_layers(in_channels, classes, width, small)
    network.layer1[1] = network.layer1[0]
    return network
