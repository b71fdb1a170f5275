"""What an example says of a network: names, sizes and counts that are right, or got and wanted."""

__all__ = ["compare_rows", "numbers", "sizes"]


def numbers(result):
    """Return the numbers of a PyTorch tensor as an array, for `compare`; anything else as it is."""
    return result.detach().numpy() if hasattr(result, "detach") else result


def sizes(result):
    """Return the shape of a tensor, or of each tensor in a dict; None of what has none."""
    if isinstance(result, dict):
        return {name: sizes(inner) for name, inner in result.items()}
    shape = getattr(result, "shape", None)
    return None if shape is None else tuple(shape)


def compare_rows(what, got, wanted):
    """Say that rows, or the entries of a dict, are what was wanted, or stop and show those that differ."""
    assert got is not None, f"{what}: your function gave back None. Is the return missing?"
    ours, theirs = (list(each.items()) if isinstance(each, dict) else list(each) for each in (wanted, got))
    lines = []
    for number in range(max(len(ours), len(theirs))):
        want = ours[number] if number < len(ours) else "nothing"
        have = theirs[number] if number < len(theirs) else "nothing"
        if want != have:
            lines.append(f"got:    {have}\nwanted: {want}")
    assert not lines, f"{what}\n" + "\n".join(lines)
    print("right:", what)
