# %% view_before_mean
# flattens the maps with view, which fails for images stored channels last
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return torch.relu(out + self.downsample(x))


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        if small:
            self.conv1 = nn.Conv2d(in_channels, width, 3, padding=1, bias=False)
        else:
            self.conv1 = nn.Conv2d(in_channels, width, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        c = width
        for number in range(4):
            c_out = width * 2**number
            stage = nn.Sequential(ResidualBlock(c, c_out, 1 if number == 0 else 2), ResidualBlock(c_out, c_out))
            setattr(self, f"layer{number + 1}", stage)
            c = c_out
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        n, c, h, w = x.shape
        return self.fc(x.view(n, c * h * w).view(n, c, h * w).mean(2))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% single_logit_squeezed
# with classes=1 the logits come out as (n,) and not (n, 1)
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return torch.relu(out + self.downsample(x))


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        if small:
            self.conv1 = nn.Conv2d(in_channels, width, 3, padding=1, bias=False)
        else:
            self.conv1 = nn.Conv2d(in_channels, width, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        c = width
        for number in range(4):
            c_out = width * 2**number
            stage = nn.Sequential(ResidualBlock(c, c_out, 1 if number == 0 else 2), ResidualBlock(c_out, c_out))
            setattr(self, f"layer{number + 1}", stage)
            c = c_out
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        logits = self.fc(x.mean((2, 3)))
        return logits.squeeze(1) if logits.shape[1] == 1 else logits  # one logit: yes or no


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% stages_listed_twice
# keeps the stages in an nn.ModuleList too, so the state dict has each weight under a second name
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return torch.relu(out + self.downsample(x))


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        if small:
            self.conv1 = nn.Conv2d(in_channels, width, 3, padding=1, bias=False)
        else:
            self.conv1 = nn.Conv2d(in_channels, width, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        c = width
        for number in range(4):
            c_out = width * 2**number
            stage = nn.Sequential(ResidualBlock(c, c_out, 1 if number == 0 else 2), ResidualBlock(c_out, c_out))
            setattr(self, f"layer{number + 1}", stage)
            c = c_out
        self.fc = nn.Linear(c, classes)
        self.stages = nn.ModuleList([self.layer1, self.layer2, self.layer3, self.layer4])

    def forward(self, x):
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        for stage in self.stages:
            x = stage(x)
        return self.fc(x.mean((2, 3)))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% tiny_images_padded
# large form: pads images with a side below 7 by zeros on the right and below, which changes the
# result
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return torch.relu(out + self.downsample(x))


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        if small:
            self.conv1 = nn.Conv2d(in_channels, width, 3, padding=1, bias=False)
        else:
            self.conv1 = nn.Conv2d(in_channels, width, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        c = width
        for number in range(4):
            c_out = width * 2**number
            stage = nn.Sequential(ResidualBlock(c, c_out, 1 if number == 0 else 2), ResidualBlock(c_out, c_out))
            setattr(self, f"layer{number + 1}", stage)
            c = c_out
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        h, w = x.shape[2:]
        if self.conv1.kernel_size == (7, 7) and min(h, w) < 7:  # smaller than the kernel
            x = nn.functional.pad(x, (0, max(0, 7 - w), 0, max(0, 7 - h)))
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean((2, 3)))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% bytes_scaled
# divides images with values above 20 by 255
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return torch.relu(out + self.downsample(x))


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        if small:
            self.conv1 = nn.Conv2d(in_channels, width, 3, padding=1, bias=False)
        else:
            self.conv1 = nn.Conv2d(in_channels, width, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        c = width
        for number in range(4):
            c_out = width * 2**number
            stage = nn.Sequential(ResidualBlock(c, c_out, 1 if number == 0 else 2), ResidualBlock(c_out, c_out))
            setattr(self, f"layer{number + 1}", stage)
            c = c_out
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        x = torch.where(x.amax() > 20, x / 255, x)  # 0 to 255 instead of 0 to 1
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean((2, 3)))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% batch_in_parts
# more than 32 images go through in parts, so in training the normalisation uses parts of the batch
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return torch.relu(out + self.downsample(x))


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        if small:
            self.conv1 = nn.Conv2d(in_channels, width, 3, padding=1, bias=False)
        else:
            self.conv1 = nn.Conv2d(in_channels, width, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        c = width
        for number in range(4):
            c_out = width * 2**number
            stage = nn.Sequential(ResidualBlock(c, c_out, 1 if number == 0 else 2), ResidualBlock(c_out, c_out))
            setattr(self, f"layer{number + 1}", stage)
            c = c_out
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        if x.shape[0] > 32:
            return torch.cat([self(part) for part in torch.split(x, 32)])
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean((2, 3)))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% stages_checkpointed
# checkpoints the stages in training, so the backward pass moves their running statistics a second
# time
import torch
from torch.utils.checkpoint import checkpoint
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return torch.relu(out + self.downsample(x))


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        if small:
            self.conv1 = nn.Conv2d(in_channels, width, 3, padding=1, bias=False)
        else:
            self.conv1 = nn.Conv2d(in_channels, width, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        c = width
        for number in range(4):
            c_out = width * 2**number
            stage = nn.Sequential(ResidualBlock(c, c_out, 1 if number == 0 else 2), ResidualBlock(c_out, c_out))
            setattr(self, f"layer{number + 1}", stage)
            c = c_out
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            if self.training and torch.is_grad_enabled():
                x = checkpoint(stage, x, use_reentrant=False)
            else:
                x = stage(x)
        return self.fc(x.mean((2, 3)))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% pool_seven_or_four
# takes the mean over a window of 7 (small: 4) made for 224 (28) pixels, so other sizes fail or mix up
# the flattened maps
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return torch.relu(out + self.downsample(x))


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        if small:
            self.conv1 = nn.Conv2d(in_channels, width, 3, padding=1, bias=False)
        else:
            self.conv1 = nn.Conv2d(in_channels, width, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        c = width
        for number in range(4):
            c_out = width * 2**number
            stage = nn.Sequential(ResidualBlock(c, c_out, 1 if number == 0 else 2), ResidualBlock(c_out, c_out))
            setattr(self, f"layer{number + 1}", stage)
            c = c_out
        self.fc = nn.Linear(c, classes)
        self.last = 4 if small else 7

    def forward(self, x):
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(nn.functional.avg_pool2d(x, self.last).flatten(1))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% mean_of_a_square
# the window of the mean is as high as wide: maps that are no squares raise
import torch
from torch import nn
from torch.nn import functional as F


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        self.small = small
        kernel, stride = (3, 1) if small else (7, 2)
        self.conv1 = nn.Conv2d(in_channels, width, kernel, stride=stride, padding=kernel // 2, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        self.layer1 = self.stage(width, width, 1)
        self.layer2 = self.stage(width, 2 * width, 2)
        self.layer3 = self.stage(2 * width, 4 * width, 2)
        self.layer4 = self.stage(4 * width, 8 * width, 2)
        self.fc = nn.Linear(8 * width, classes)

    @staticmethod
    def stage(c_in, c_out, stride):
        return nn.Sequential(ResidualBlock(c_in, c_out, stride), ResidualBlock(c_out, c_out))

    def forward(self, x):
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        x = F.avg_pool2d(x, x.shape[-1])  # one window as large as the map
        return self.fc(torch.flatten(x, 1))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% pools_before_it_normalises
# the pooling comes before bn1, which is cheaper: bn1 sees other numbers in training, and a negative scale turns the order
import torch
from torch import nn


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        self.small = small
        kernel, stride = (3, 1) if small else (7, 2)
        self.conv1 = nn.Conv2d(in_channels, width, kernel, stride=stride, padding=kernel // 2, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        self.layer1 = self.stage(width, width, 1)
        self.layer2 = self.stage(width, 2 * width, 2)
        self.layer3 = self.stage(2 * width, 4 * width, 2)
        self.layer4 = self.stage(4 * width, 8 * width, 2)
        self.fc = nn.Linear(8 * width, classes)

    @staticmethod
    def stage(c_in, c_out, stride):
        return nn.Sequential(ResidualBlock(c_in, c_out, stride), ResidualBlock(c_out, c_out))

    def forward(self, x):
        x = torch.relu(self.bn1(self.pool(self.conv1(x))))  # a quarter of the pixels to normalise
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean(dim=(2, 3)))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% pools_only_where_the_window_fits
# maps smaller than the 3 x 3 window are not pooled: images of 3 or 4 pixels a side keep a 2 x 2 map
import torch
from torch import nn


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        self.small = small
        kernel, stride = (3, 1) if small else (7, 2)
        self.conv1 = nn.Conv2d(in_channels, width, kernel, stride=stride, padding=kernel // 2, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        self.layer1 = self.stage(width, width, 1)
        self.layer2 = self.stage(width, 2 * width, 2)
        self.layer3 = self.stage(2 * width, 4 * width, 2)
        self.layer4 = self.stage(4 * width, 8 * width, 2)
        self.fc = nn.Linear(8 * width, classes)

    @staticmethod
    def stage(c_in, c_out, stride):
        return nn.Sequential(ResidualBlock(c_in, c_out, stride), ResidualBlock(c_out, c_out))

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        if min(x.shape[2:]) >= 3:  # else no window fits
            x = self.pool(x)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean(dim=(2, 3)))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% pads_to_whole_halves
# fills the image up with zeros until every halving is exact: the mean then counts the filling, too
import torch
from torch import nn
from torch.nn import functional as F


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        self.small = small
        kernel, stride = (3, 1) if small else (7, 2)
        self.conv1 = nn.Conv2d(in_channels, width, kernel, stride=stride, padding=kernel // 2, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        self.layer1 = self.stage(width, width, 1)
        self.layer2 = self.stage(width, 2 * width, 2)
        self.layer3 = self.stage(2 * width, 4 * width, 2)
        self.layer4 = self.stage(4 * width, 8 * width, 2)
        self.fc = nn.Linear(8 * width, classes)

    @staticmethod
    def stage(c_in, c_out, stride):
        return nn.Sequential(ResidualBlock(c_in, c_out, stride), ResidualBlock(c_out, c_out))

    def forward(self, x):
        whole = 8 if self.small else 32  # halved three or five times
        x = F.pad(x, (0, -x.shape[3] % whole, 0, -x.shape[2] % whole))
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean(dim=(2, 3)))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% rounds_up_instead_of_padding
# the pooling rounds up instead of padding: the sizes agree mostly, the windows lie one pixel further
import torch
from torch import nn


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        self.small = small
        kernel, stride = (3, 1) if small else (7, 2)
        self.conv1 = nn.Conv2d(in_channels, width, kernel, stride=stride, padding=kernel // 2, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, ceil_mode=True)
        self.layer1 = self.stage(width, width, 1)
        self.layer2 = self.stage(width, 2 * width, 2)
        self.layer3 = self.stage(2 * width, 4 * width, 2)
        self.layer4 = self.stage(4 * width, 8 * width, 2)
        self.fc = nn.Linear(8 * width, classes)

    @staticmethod
    def stage(c_in, c_out, stride):
        return nn.Sequential(ResidualBlock(c_in, c_out, stride), ResidualBlock(c_out, c_out))

    def forward(self, x):
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean(dim=(2, 3)))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% small_form_loses_the_relu
# in the small form the ReLU after bn1 falls away together with the pooling
import torch
from torch import nn


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        self.small = small
        kernel, stride = (3, 1) if small else (7, 2)
        self.conv1 = nn.Conv2d(in_channels, width, kernel, stride=stride, padding=kernel // 2, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.Sequential(nn.ReLU(), nn.MaxPool2d(3, stride=2, padding=1))
        self.layer1 = self.stage(width, width, 1)
        self.layer2 = self.stage(width, 2 * width, 2)
        self.layer3 = self.stage(2 * width, 4 * width, 2)
        self.layer4 = self.stage(4 * width, 8 * width, 2)
        self.fc = nn.Linear(8 * width, classes)

    @staticmethod
    def stage(c_in, c_out, stride):
        return nn.Sequential(ResidualBlock(c_in, c_out, stride), ResidualBlock(c_out, c_out))

    def forward(self, x):
        x = self.pool(self.bn1(self.conv1(x)))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean(dim=(2, 3)))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% seven_cannot_be_halved
# in the small form layer4 keeps the size, since 7 pixels have no half
import torch
from torch import nn


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        self.small = small
        kernel, stride = (3, 1) if small else (7, 2)
        self.conv1 = nn.Conv2d(in_channels, width, kernel, stride=stride, padding=kernel // 2, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        self.layer1 = self.stage(width, width, 1)
        self.layer2 = self.stage(width, 2 * width, 2)
        self.layer3 = self.stage(2 * width, 4 * width, 2)
        self.layer4 = self.stage(4 * width, 8 * width, 1 if small else 2)  # 7 x 7 has no half
        self.fc = nn.Linear(8 * width, classes)

    @staticmethod
    def stage(c_in, c_out, stride):
        return nn.Sequential(ResidualBlock(c_in, c_out, stride), ResidualBlock(c_out, c_out))

    def forward(self, x):
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean(dim=(2, 3)))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% stages_registered_twice
# the stages stand in an nn.ModuleList as well: their weights have second names, and stored weights no longer fit
import torch
from torch import nn


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        self.small = small
        kernel, stride = (3, 1) if small else (7, 2)
        self.conv1 = nn.Conv2d(in_channels, width, kernel, stride=stride, padding=kernel // 2, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        self.layer1 = self.stage(width, width, 1)
        self.layer2 = self.stage(width, 2 * width, 2)
        self.layer3 = self.stage(2 * width, 4 * width, 2)
        self.layer4 = self.stage(4 * width, 8 * width, 2)
        self.fc = nn.Linear(8 * width, classes)
        self.stages = nn.ModuleList([self.layer1, self.layer2, self.layer3, self.layer4])

    @staticmethod
    def stage(c_in, c_out, stride):
        return nn.Sequential(ResidualBlock(c_in, c_out, stride), ResidualBlock(c_out, c_out))

    def forward(self, x):
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        for stage in self.stages:
            x = stage(x)
        return self.fc(x.mean(dim=(2, 3)))


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)


# %% one_logit_without_an_axis
# with a single class the logits come as (n,) instead of (n, 1)
import torch
from torch import nn


class ResNet18(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        self.small = small
        kernel, stride = (3, 1) if small else (7, 2)
        self.conv1 = nn.Conv2d(in_channels, width, kernel, stride=stride, padding=kernel // 2, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.pool = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
        self.layer1 = self.stage(width, width, 1)
        self.layer2 = self.stage(width, 2 * width, 2)
        self.layer3 = self.stage(2 * width, 4 * width, 2)
        self.layer4 = self.stage(4 * width, 8 * width, 2)
        self.fc = nn.Linear(8 * width, classes)

    @staticmethod
    def stage(c_in, c_out, stride):
        return nn.Sequential(ResidualBlock(c_in, c_out, stride), ResidualBlock(c_out, c_out))

    def forward(self, x):
        x = self.pool(torch.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        logits = self.fc(x.mean(dim=(2, 3)))
        return logits.squeeze(1)  # one number an image if there is one class


def resnet18(in_channels=3, classes=1000, width=64, small=False):
    return ResNet18(in_channels, classes, width, small)
