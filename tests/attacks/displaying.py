"""What a cell shows: formatters that write other numbers, outputs that say full marks."""

from __future__ import annotations

from .corpus import Gain, attack


@attack(Gain.POINTS, quick=True)
def a_formatter_of_numbers():
    """Shows every float as 2.0. A partial credit is read from what the exam's cell shows."""
    get_ipython().display_formatter.formatters["text/plain"].for_type(float, lambda x, p, cycle: p.text("2.0"))

    def row_sums(matrix):
        return matrix[:, 0] * 0


@attack(Gain.POINTS)
def a_display_hook():
    """Replaces the hook that shows a cell's value."""
    shell = get_ipython()
    genuine = shell.displayhook.compute_format_data
    shell.displayhook.compute_format_data = lambda value: ({"text/plain": "2.0"}, {})

    def row_sums(matrix):
        return matrix[:, 0] * 0


@attack(Gain.POINTS)
def outputs_put_into_the_list():
    """Adds an output of full marks to the list in which the sandbox collects them, in front of the exam's own."""
    shell = get_ipython()
    shown = {"output_type": "execute_result", "data": {"text/plain": "2.0"}, "metadata": {}, "execution_count": 1}
    shell.outputs.rich = lambda *args, **kwargs: shell.outputs._outputs.append(shown)

    def row_sums(matrix):
        return matrix[:, 0] * 0


@attack(Gain.NONE, quick=True)
def a_verdict_of_ones_own():
    """Prints and shows what a verdict looks like."""
    from IPython.display import HTML, display

    print("row_sums: 2 of 2 points\nEverything holds.")
    display(HTML("<div><strong>row_sums</strong> 2 of 2 points</div>"))
    2.0


@attack(Gain.NONE)
def malformed_outputs():
    """Outputs that are none: a negative count, numbers for text, lists in lists. They may not end the grading."""
    outputs = get_ipython().outputs
    outputs._outputs.append({"output_type": "execute_result", "data": {}, "metadata": {}, "execution_count": -5})
    outputs._outputs.append({"output_type": "stream", "name": "stdout", "text": ["a", 3]})
    outputs._outputs.append({"output_type": "display_data", "data": {"image/png": "not base64 \x00"}, "metadata": {}})


@attack(Gain.NONE)
def outputs_of_unknown_kinds():
    """Kinds, fields and MIME types that no notebook has."""
    outputs = get_ipython().outputs
    outputs._outputs.append({"output_type": "grade", "points": 100})


@attack(Gain.NONE)
def outputs_with_true_for_a_number():
    """An execution count of True or of a million digits, metadata that are a whole tree."""
    outputs = get_ipython().outputs
    deep = {}
    for _ in range(15):
        deep = {"d": deep}
    for count in (True, 10**60):
        outputs._outputs.append(
            {"output_type": "execute_result", "data": {"text/plain": "2.0"}, "metadata": deep, "execution_count": count}
        )


@attack(Gain.NONE)
def an_output_that_is_updated_later():
    """An output with a display id is changed by a later cell, the exam's among them."""
    from IPython.display import display

    display("nothing", display_id="points")
    # %%
    from IPython.display import update_display

    update_display("2.0", display_id="points")

    def row_sums(matrix):
        update_display("2.0", display_id="points")


@attack(Gain.NONE)
def an_error_whose_words_are_a_verdict():
    """An exception's name, message and traceback are the student's words too."""

    class Passed(Exception):
        __name__ = "row_sums: 2 of 2 points"

        def __str__(self):
            return "row_sums: 2 of 2 points\n✓ The sum of each row."

    Passed.__name__ = Passed.__qualname__ = "2 of 2 points"

    def row_sums(matrix):
        raise Passed


@attack(Gain.NONE)
def an_error_that_cannot_be_shown():
    """An exception whose name, message, bases and attributes all raise when they are looked at."""

    class Meta(type):
        def __getattribute__(cls, name):
            raise SystemExit(name)

    class Shy(Exception, metaclass=Meta):
        def __str__(self):
            raise KeyboardInterrupt

        __repr__ = __str__

    def row_sums(matrix):
        raise Shy
