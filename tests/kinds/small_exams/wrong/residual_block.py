"""What students believe about `ResidualBlock`."""

import torch

from small_exams.honest.residual_block import Plain


class NoAddition(Plain):
    """You never add the input: without it this is two plain layers."""

    def forward(self, x):
        return torch.relu(self.inner(x))


class AdditionAfterTheRelu(Plain):
    """You add the input after the last ReLU. It comes after the addition."""

    def forward(self, x):
        return torch.relu(self.inner(x)) + x


class NoReluAtTheEnd(Plain):
    """The second ReLU, after the addition, is missing."""

    def forward(self, x):
        return self.inner(x) + x


class NormalisationShared(Plain):
    """You use one batch norm twice. Each convolution has one of its own."""

    def inner(self, x):
        return self.bn1(self.conv2(torch.relu(self.bn1(self.conv1(x)))))


class InputDetached(Plain):
    """You detach the input from the graph, so the gradient comes back by one way only."""

    def forward(self, x):
        return torch.relu(self.inner(x) + x.detach())
