"""One list for several calls: what a function remembers of a list, and not of what it holds, shows."""

__all__ = ["with_one_list"]


def with_one_list(answer, stacks, *before):
    """Call answer(*before, layers) for each of some stacks, as the exam does to see whether an earlier call matters.

    All of them come in one and the same list, filled again.
    """
    layers = []
    results = []
    for stack in stacks:
        layers[:] = stack
        results.append(answer(*before, layers))
    return results
