"""The steps of training and evaluation against PyTorch's own data loader, modules and metrics, and by algebra."""

from __future__ import annotations

import copy

import numpy as np
import pytest
import torch
from sklearn import metrics, preprocessing
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from cnnedu.steps import (
    batches_of,
    choose_epoch,
    confusion_matrix,
    evaluate,
    standardise,
    train_and_report,
    train_one_epoch,
)


@pytest.fixture
def rng():
    return np.random.default_rng(9)


@pytest.fixture
def network():
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Linear(5, 4)).double()


@pytest.fixture
def samples(rng):
    return torch.tensor(rng.normal(size=(11, 3))), torch.tensor(rng.integers(0, 4, 11))


def test_5000_samples_in_batches_of_500_are_10_iterations(rng):
    assert [len(batch) for batch in batches_of(5000, 500, rng)] == [500] * 10


@pytest.mark.parametrize(("n", "size"), [(1, 1), (7, 3), (6, 3), (2, 9)])
def test_each_sample_is_in_one_batch(rng, n, size):
    batches = batches_of(n, size, rng)
    assert sorted(np.concatenate(batches)) == list(range(n))
    assert len(batches) == len(DataLoader(range(n), batch_size=size))


def test_sizes_below_one_are_refused(rng):
    for n, size in ((0, 1), (1, 0), (-1, -1)):
        with pytest.raises(ValueError, match="both must be at least 1"):
            batches_of(n, size, rng)


def test_standardised_images_are_those_of_scikit_learn(rng):
    train, validation, test = (rng.normal(size=(n, 2, 3, 4)) for n in (5, 2, 3))
    results = standardise(train, validation, test)
    for channel in range(2):
        scaler = preprocessing.StandardScaler().fit(train[:, channel].reshape(-1, 1))
        for images, result in zip((train, validation, test), results, strict=True):
            wanted = scaler.transform(images[:, channel].reshape(-1, 1)).reshape(images[:, channel].shape)
            np.testing.assert_allclose(result[:, channel], wanted, atol=1e-12)


def test_sets_of_other_images_are_refused(rng):
    with pytest.raises(ValueError, match="must agree in c, h and w"):
        standardise(np.ones((2, 1, 2, 2)), np.ones((2, 1, 2, 3)), np.ones((2, 1, 2, 2)))


def test_an_epoch_is_that_of_a_data_loader(network, samples):
    other = copy.deepcopy(network)
    batches = [[3, 1, 4, 0], [5, 9, 2, 6], [8, 7, 10]]
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1, momentum=0.9)
    loss = train_one_epoch(network, optimizer, *samples, batches)
    losses = []
    theirs = torch.optim.SGD(other.parameters(), lr=0.1, momentum=0.9)
    other.train()
    for x, y in DataLoader(TensorDataset(*samples), batch_sampler=batches):
        each = nn.CrossEntropyLoss(reduction="none")(other(x), y)
        theirs.zero_grad()
        each.mean().backward()
        theirs.step()
        losses += each.tolist()
    assert loss == pytest.approx(np.mean(losses), abs=1e-12)
    for name, number in network.state_dict().items():
        torch.testing.assert_close(number, other.state_dict()[name])


def test_an_evaluation_is_that_of_scikit_learn_and_leaves_no_trace(network, samples):
    network[1].eval()
    before = copy.deepcopy(network.state_dict())
    loss, accuracy = evaluate(network, *samples, 4)
    assert [module.training for module in network.modules()] == [True, True, False, True, True]
    assert all(torch.equal(number, before[name]) for name, number in network.state_dict().items())
    logits = copy.deepcopy(network).eval()(samples[0]).detach()
    p = torch.softmax(logits, dim=1).numpy()
    assert loss == pytest.approx(metrics.log_loss(samples[1].numpy(), p, labels=range(4)), abs=1e-12)
    assert accuracy == metrics.accuracy_score(samples[1].numpy(), p.argmax(axis=1))


def test_the_confusion_matrix_is_that_of_scikit_learn(rng):
    scores, labels = rng.normal(size=(40, 5)), rng.integers(0, 4, 40)
    wanted = metrics.confusion_matrix(labels, scores.argmax(axis=1), labels=range(5))
    np.testing.assert_array_equal(confusion_matrix(scores, labels), wanted)


def test_labels_that_fit_no_row_are_refused():
    with pytest.raises(ValueError, match="3 classes are 0 to 2"):
        confusion_matrix(np.zeros((1, 3)), np.array([3]))
    with pytest.raises(ValueError, match="give one for each"):
        confusion_matrix(np.zeros((2, 3)), np.array([1]))


@pytest.mark.parametrize(
    ("curve", "patience", "wanted"),
    [
        ([5, 7, 6, 9], 1, (1, 2)),
        ([5, 7, 6, 9], 2, (3, 3)),
        ([7, 7, 7], 2, (0, 2)),
        ([7, 7, 7], 3, (0, 2)),
        ([1], 1, (0, 0)),
    ],
)
def test_the_epoch_is_chosen_and_training_stopped(curve, patience, wanted):
    assert choose_epoch([{"validation": value} for value in curve], patience) == wanted


def test_an_empty_log_and_no_patience_are_refused():
    for log, patience in (([], 1), ([{"validation": 0.5}], 0)):
        with pytest.raises(ValueError, match="both must be at least 1"):
            choose_epoch(log, patience)


def test_the_report_is_that_of_the_chosen_epoch():
    network, asked = nn.BatchNorm1d(1), []
    accuracies = {"train": [0, 5, 6, 7], "validation": [9, 3, 8, 8], "test": [0, 1, 2, 3]}
    network.weight.data.zero_()

    def train_epoch():
        network.weight.data += 1
        network.running_mean += 1

    def measure(name):
        asked.append(name)
        return accuracies[name][int(network.weight)]

    report = train_and_report(network, train_epoch, measure, 3)
    assert report == {"history": [3, 8, 8], "epoch": 1, "train": 6, "validation": 8, "test": 2}
    assert asked.count("test") == 1
    assert (int(network.weight), int(network.running_mean)) == (2, 2)


def test_no_epochs_are_refused():
    with pytest.raises(ValueError, match="at least 1 is needed"):
        train_and_report(nn.Identity(), lambda: None, lambda name: 0.0, 0)
