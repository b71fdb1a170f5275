"""Building blocks in PyTorch, one family a file. The names inside are torchvision's, so its weights fit."""

from cnnedu.nn.dense import DenseBlock, DenseLayer, Transition
from cnnedu.nn.inception import AuxiliaryHead, ConvNormReLU, Inception
from cnnedu.nn.initialise import he_convolutions
from cnnedu.nn.nin import nin_block, nin_head
from cnnedu.nn.residual import BasicBlock, Bottleneck
from cnnedu.nn.vgg import vgg_block

__all__ = [
    "AuxiliaryHead",
    "BasicBlock",
    "Bottleneck",
    "ConvNormReLU",
    "DenseBlock",
    "DenseLayer",
    "Inception",
    "Transition",
    "he_convolutions",
    "nin_block",
    "nin_head",
    "vgg_block",
]
