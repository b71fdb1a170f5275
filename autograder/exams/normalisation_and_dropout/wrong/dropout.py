"""What students believe of `Dropout`: wrong answers, each with the sentence for whoever gave it."""

import copy

import numpy as np

from autograder.exams.normalisation_and_dropout.honest.dropout import MaskThatScales


class NotScaled(MaskThatScales):
    """You drop elements and leave the others as they are, so the next layer sees less in training than in evaluation.
    Divide what is kept by 1 - p."""

    def draw(self, x):
        return (self.rng.random(x.shape) >= self.p) * 1.0


class ScaledByP(MaskThatScales):
    """You divide what is kept by p. A part 1 - p is kept, so divide by 1 - p."""

    def draw(self, x):
        return (self.rng.random(x.shape) >= self.p) / max(self.p, 1e-9)


class MultipliedInsteadOfDivided(MaskThatScales):
    """You multiply what is kept by 1 - p and make it smaller still. Divide by 1 - p."""

    def draw(self, x):
        return (self.rng.random(x.shape) >= self.p) * (1.0 - self.p)


class KeepAndDropSwapped(MaskThatScales):
    """You keep the elements whose number is smaller than p. These are the ones to drop: p is the probability of
    dropping."""

    def draw(self, x):
        return (self.rng.random(x.shape) < self.p) / (1.0 - self.p)


class ProbabilityOfKeeping(MaskThatScales):
    """You take p for the probability of keeping an element, and divide by it. Here, as in PyTorch, p is the probability
    of dropping."""

    def draw(self, x):
        return (self.rng.random(x.shape) < self.p) / max(self.p, 1e-9)


class DroppedAboveOneMinusP(MaskThatScales):
    """You drop as many elements as you should, but other ones: those whose number is 1 - p or more. Asked is to drop
    those whose number is smaller than p."""

    def draw(self, x):
        return (self.rng.random(x.shape) < 1.0 - self.p) / (1.0 - self.p)


class ActiveInEvaluation(MaskThatScales):
    """You drop elements in evaluation, too. Then the same image gets another prediction each time: drop only if
    self.training."""

    def forward(self, x):
        self.mask = self.draw(x)
        return np.asarray(x, dtype=np.float64) * self.mask


class ScaledInEvaluationInstead(MaskThatScales):
    """You multiply by 1 - p in evaluation instead of dividing in training. That is the older kind of dropout; here
    evaluation passes x on as it is."""

    def forward(self, x):
        x = np.asarray(x, dtype=np.float64)
        kept = (self.rng.random(x.shape) >= self.p) if self.training else np.full(x.shape, 1 - self.p)
        self.mask = kept * 1.0
        return x * self.mask


class ScaledInEvaluationToo(MaskThatScales):
    """You divide by 1 - p in evaluation, too. There nothing is dropped, so there is nothing to make up for."""

    def forward(self, x):
        self.mask = self.draw(x) if self.training else np.full(x.shape, 1 / (1 - self.p))
        return np.asarray(x, dtype=np.float64) * self.mask


class OneMaskForTheBatch(MaskThatScales):
    """You draw one mask and use it for every sample of the batch. Each element has a random number of its own: draw
    rng.random(x.shape)."""

    def draw(self, x):
        numbers = np.broadcast_to(self.rng.random(x.shape[1:]), x.shape)
        return (numbers >= self.p) / (1.0 - self.p)


class WholeSamplesDropped(MaskThatScales):
    """You draw one number for each sample, and drop samples as a whole. Each element has a random number of its own:
    draw rng.random(x.shape)."""

    def draw(self, x):
        numbers = self.rng.random(len(x)).reshape(-1, *[1] * (x.ndim - 1))
        return np.broadcast_to((numbers >= self.p) / (1.0 - self.p), x.shape)


class TheSameMaskForever(MaskThatScales):
    """You draw the mask once and keep it, so the same elements are dropped in every pass. Draw new numbers in each call
    of forward."""

    def draw(self, x):
        if np.shape(self.mask) != x.shape:
            self.mask = super().draw(x)
        return self.mask


class NewMaskInTheBackwardPass(MaskThatScales):
    """You draw new random numbers in backward. The gradient goes back through the mask that the forward pass used: keep
    it in self."""

    def backward(self, dy):
        return super().backward(dy) if np.all(self.mask == 1) else dy * self.draw(dy)


class GradientPassedOnAsItIs(MaskThatScales):
    """Your backward returns dy as it is. What was dropped did not touch the loss, so its gradient is 0, and the others
    are scaled."""

    def backward(self, dy):
        return np.array(dy, dtype=np.float64)


class GradientNotScaled(MaskThatScales):
    """You mask the gradient and forget to divide it by 1 - p. What was scaled going forth is scaled going back."""

    def backward(self, dy):
        return dy * (self.mask != 0).astype(np.float64)


class BackwardLooksAtTheMode(MaskThatScales):
    """Your backward asks self.training. What counts is how the forward pass went: keep its mask, ones where it was in
    evaluation, and multiply by it."""

    def forward(self, x):
        if self.training:
            self.mask = self.draw(x)
            return np.asarray(x, dtype=np.float64) * self.mask
        return np.array(x, dtype=np.float64)

    def backward(self, dy):
        return np.array(dy, dtype=np.float64) * (self.mask if self.training else 1.0)


class MaskOfTrainingUsedAgain(MaskThatScales):
    """After a forward pass in evaluation your backward still takes the mask of the last pass in training. In evaluation
    nothing is dropped: the gradient passes as it is."""

    def forward(self, x):
        if self.training:
            self.mask = self.draw(x)
            return np.asarray(x, dtype=np.float64) * self.mask
        return np.array(x, dtype=np.float64)


class MaskReadFromTheResult(MaskThatScales):
    """Your backward takes for dropped what came out as 0. An element of x may be 0 and yet be kept: store the mask
    itself in self."""

    def forward(self, x):
        y = super().forward(x)
        if self.training:
            self.mask = (y != 0) / (1.0 - self.p)
        return y


class FirstMaskKept(MaskThatScales):
    """Your backward goes through the mask of the first forward pass. It is the last one that counts: replace the mask
    in every call of forward."""

    def forward(self, x):
        mask = self.draw(x) if self.training else np.ones(x.shape)
        if np.shape(self.mask) != x.shape:
            self.mask = mask
        return np.asarray(x, dtype=np.float64) * mask


class NumbersDrawnInEvaluation(MaskThatScales):
    """You draw random numbers in evaluation and throw them away. So an evaluation in between changes the training after
    it: draw only if self.training."""

    def forward(self, x):
        drawn = self.draw(x)
        self.mask = drawn if self.training else np.ones(x.shape)
        return np.asarray(x, dtype=np.float64) * self.mask


class GeneratorOfItsOwn(MaskThatScales):
    """You make a generator of your own instead of using the one that was given. Whoever gives a generator wants to get
    the same numbers again: use rng."""

    def __init__(self, p, rng):
        super().__init__(p, np.random.default_rng(42))


class ProbabilityIgnored(MaskThatScales):
    """You always drop one half. The constructor's argument p says how much."""

    def draw(self, x):
        return (self.rng.random(x.shape) >= 0.5) * 2.0


class ScaledByWhatWasKept(MaskThatScales):
    """You divide by the part that happens to be kept in this batch. Divide by 1 - p, the part that is kept on
    average."""

    def draw(self, x):
        kept = self.rng.random(x.shape) >= self.p
        return kept / max(kept.mean(), 1e-9)


class ProbabilityOfOneAccepted(MaskThatScales):
    """You accept a p of 1. Then nothing is left, and 1 / (1 - p) divides by zero: raise a ValueError."""

    def __init__(self, p, rng):
        super().__init__(0.5 if p == 1 else p, rng)


class AnyProbabilityAccepted(MaskThatScales):
    """You do not look at p. A probability of dropping is at least 0 and less than 1: raise a ValueError for others, in
    the constructor."""

    def __init__(self, p, rng):
        super().__init__(0.5, rng)
        self.p = p


class DroppedInPlace(MaskThatScales):
    """You write zeros into x itself, and the caller's array is changed. Write x * mask, which makes a new array,
    instead of x *= mask."""

    def forward(self, x):
        y = super().forward(x)
        if x.dtype == np.float64:
            x[...] = y
        return y


class InputGivenBackInEvaluation(MaskThatScales):
    """In evaluation you return x itself, not a new array. Whoever changes the result then changes x: return a copy, in
    float64."""

    def forward(self, x):
        y = super().forward(x)
        return y if self.training else x


class InTheDtypeThatCame(MaskThatScales):
    """Your result has the dtype of x. An int8 has no fractions, and a float32 few digits: the result is float64."""

    def forward(self, x):
        return super().forward(x).astype(x.dtype if x.dtype.kind == "f" else np.float64)


class MaskInTheClass(MaskThatScales):
    """You keep the mask in the class, so all dropout layers of a network share it. Keep it in the object: self.mask."""

    shared = np.ones(())

    def forward(self, x):
        type(self).shared = self.draw(x) if self.training else np.ones(x.shape)
        return np.asarray(x, dtype=np.float64) * type(self).shared

    def backward(self, dy):
        return np.resize(type(self).shared, dy.shape) * dy


class NothingDrawnWithoutDropping(MaskThatScales):
    """With p = 0 you draw no random numbers. Nothing is dropped then, but whoever shares the generator gets other
    numbers than he should: draw in every pass in training."""

    def draw(self, x):
        return super().draw(x) if self.p > 0 else np.ones(x.shape)


class MaskThrownAway(MaskThatScales):
    """Your backward throws the mask away. A second gradient may have to go back through the same forward pass: keep the
    mask until the next one."""

    def backward(self, dy):
        dx = super().backward(dy)
        self.mask = np.ones(())
        return dx


class GeneratorCopied(MaskThatScales):
    """You copy the generator, so two layers that were given the same one draw the same numbers. Draw from the one that
    you were given."""

    def __init__(self, p, rng):
        super().__init__(p, copy.deepcopy(rng))


class DividedBeforeDropped(MaskThatScales):
    """You divide all of x, and drop afterwards. What is dropped may be too large to be divided: then an infinity times
    0 is no number. Divide the mask, or write the zeros last."""

    def forward(self, x):
        y = super().forward(x)
        return np.asarray(x, dtype=np.float64) / (1 - self.p) * (self.mask != 0) if self.training else y
