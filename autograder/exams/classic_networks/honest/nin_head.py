"""Right ways to write `nin_head`."""

from torch import nn

from autograder.exams.classic_networks.honest.nin_block import two_rounds, written_out


def block_without_its_last_layer(c_in, classes):
    block = written_out(c_in, classes, 3, padding=1)
    return nn.Sequential(*block[:-1], nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten())


def all_written_out(c_in, classes):
    return nn.Sequential(
        nn.Conv2d(c_in, classes, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(classes, classes, 1),
        nn.ReLU(),
        nn.Conv2d(classes, classes, 1),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
    )


def layers_replaced(c_in, classes):
    head = two_rounds(c_in, classes, kernel=3, stride=1, padding=1)
    head[-1] = nn.AdaptiveAvgPool2d(output_size=1)
    head.append(nn.Flatten(start_dim=1))
    return head


class _Mean(nn.Module):
    def forward(self, maps):
        return maps.mean(dim=(2, 3))


def mean_of_its_own(c_in, classes):
    layers = list(written_out(c_in, classes, 3, 1, 1))
    del layers[-1]
    return nn.Sequential(*layers, _Mean())


class _GlobalAverage(nn.Module):
    def forward(self, maps):
        n, c, h, w = maps.shape
        return maps.reshape(n, c, h * w).sum(dim=2) / (h * w)


def sum_over_the_size(c_in, classes):
    head = nn.Sequential(nn.Conv2d(c_in, classes, (3, 3), padding="same"), nn.ReLU(inplace=True))
    for number in range(2):
        head.append(nn.Conv2d(classes, classes, 1))
        head.append(nn.ReLU() if number == 0 else _GlobalAverage())
    return head


def popped(c_in, classes):
    head = two_rounds(c_in, classes, 3, 1, 1)
    head.pop(len(head) - 1)
    return head.extend([nn.AdaptiveAvgPool2d(1), nn.Flatten(1, 3)])
