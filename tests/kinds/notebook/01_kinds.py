# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: name,role,points,minutes,difficulty,task,hidden,-all
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # One exercise of each kind
#
# {{table_of_exercises}}

# %% name="setup" role="given"
import numpy as np
import torch
from torch import nn

# %% [markdown]
# ## Exercise 1: two results
#
# {{points_and_minutes}}


# %% name="centre" role="answer" minutes=1 difficulty=1
def centre(x):
    """Return x minus the mean of each column, and that mean."""
    ### BEGIN SOLUTION
    if len(x) == 0:
        raise ValueError("no samples")
    return x - x.mean(axis=0), x.mean(axis=0)
    ### END SOLUTION


# %% name="centre" role="graded" points=2

# %% [markdown]
# ## Exercise 2: a class
#
# {{points_and_minutes}}


# %% name="BatchNorm" role="answer" minutes=1 difficulty=2
class BatchNorm:
    """Batch normalisation of (n, features) samples."""

    def __init__(self, features, momentum=0.1):
        ### BEGIN SOLUTION
        self.momentum, self.training = momentum, True
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_var = np.zeros(features), np.ones(features)
        ### END SOLUTION

    def forward(self, x):
        """Normalise a batch."""
        ### BEGIN SOLUTION
        mean, var = self.running_mean, self.running_var
        if self.training:
            if len(x) < 2:
                raise ValueError("one sample has no variance")
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.running_mean + self.momentum * (mean - self.running_mean)
            self.running_var = self.running_var + self.momentum * (var - self.running_var)
        return self.gamma * (x - mean) / np.sqrt(var + 1e-5) + self.beta
        ### END SOLUTION


# %% name="BatchNorm" role="graded" points=4

# %% [markdown]
# ## Exercise 3: gradients
#
# {{points_and_minutes}}


# %% name="linear_backward" role="answer" minutes=1 difficulty=2
def linear_backward(dy, x, w):
    """Return the gradients of x @ w + b as a dict with "dx", "dw" and "db"."""
    ### BEGIN SOLUTION
    return {"dx": dy @ w.T, "dw": x.T @ dy, "db": dy.sum(axis=0)}
    ### END SOLUTION


# %% name="linear_backward" role="graded" points=3

# %% [markdown]
# ## Exercise 4: a module
#
# {{points_and_minutes}}


# %% name="ResidualBlock" role="answer" minutes=1 difficulty=3
class ResidualBlock(nn.Module):
    """Two convolutions with batch norm and a connection around them: conv1, bn1, conv2, bn2."""

    def __init__(self, channels):
        ### BEGIN SOLUTION
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        ### END SOLUTION

    def forward(self, x):
        """Return relu(F(x) + x)."""
        ### BEGIN SOLUTION
        inner = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(inner)) + x)
        ### END SOLUTION


# %% name="ResidualBlock" role="graded" points=4

# %% [markdown]
# ## Exercise 5: training
#
# {{points_and_minutes}}


# %% name="drive" role="given"
def drive_training(train_epoch, x, y, seed, epochs):
    """Train a linear model from zero weights and return them, and the loss before each epoch and at the end."""
    rng = np.random.default_rng(seed)
    weights = np.zeros(x.shape[1])
    losses = [float(np.mean((x @ weights - y) ** 2))]
    for _ in range(epochs):
        weights = train_epoch(weights, x, y, 4, 0.02, rng)
        losses.append(float(np.mean((x @ weights - y) ** 2)))
    return weights, losses


# %% name="train_epoch" role="answer" minutes=1 difficulty=3
def train_epoch(weights, x, y, batch_size, rate, rng):
    """Train for one epoch and return the new weights."""
    ### BEGIN SOLUTION
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        error = x[batch] @ weights - y[batch]
        weights = weights - rate * 2 * x[batch].T @ error / len(batch)
    return weights
    ### END SOLUTION


# %% name="train_epoch" role="graded" points=2
