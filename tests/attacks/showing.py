"""What lands on the feedback page or in a terminal: scripts, pictures that are fetched, commands to the terminal.

`hear()` stands for the script, ``spy.example`` for the server that would be told.
"""

from __future__ import annotations

from .corpus import Gain, attack


@attack(Gain.PAGE)
def a_script():
    """Shows HTML with a script; the page is read in the instructor's own session."""
    from IPython.display import HTML, display

    display(HTML("<script>hear()</script><img src=x onerror=hear()>"))


@attack(Gain.PAGE)
def a_script_by_its_own_type():
    """Shows application/javascript, which a notebook's page runs as it stands."""
    get_ipython().outputs._outputs.append(
        {"output_type": "display_data", "data": {"application/javascript": "hear()"}, "metadata": {}}
    )


@attack(Gain.NONE)
def a_picture_that_is_a_script():
    """Shows an SVG with a script in it: nbconvert makes an image of it, JupyterLab and the formgrader need not."""
    from IPython.display import SVG, display

    display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='hear()'><script>hear()</script></svg>"))


@attack(Gain.PAGE)
def a_link_that_is_a_script():
    """Shows Markdown whose link runs a script, and a form that sends a grade."""
    from IPython.display import Markdown, display

    display(Markdown("[more](javascript:hear())\n\n<form action='/formgrader'><button onclick='hear()'></form>"))


@attack(Gain.PAGE)
def a_picture_from_elsewhere():
    """Shows a picture of another server's, which learns who reads the page, and when."""
    from IPython.display import HTML, display

    display(HTML("<img src='https://spy.example/x.png'><link rel=stylesheet href='https://spy.example/x.css'>"))


@attack(Gain.PAGE)
def metadata_that_become_attributes():
    """Width, height and classes of a picture are written into its tag as they are."""
    get_ipython().outputs._outputs.append(
        {
            "output_type": "display_data",
            "data": {"image/png": "iVBORw0KGgo="},
            "metadata": {"image/png": {"width": '1" onerror="hear()', "height": "1"}, "filenames": {"image/png": "x"}},
        }
    )


@attack(Gain.PAGE)
def a_mime_type_that_is_a_tag():
    """Data whose MIME type or base64 text ends the tag it is written into."""
    get_ipython().outputs._outputs.append(
        {"output_type": "display_data", "data": {"image/png": 'x"><script>hear()</script>'}, "metadata": {}}
    )


@attack(Gain.NONE)
def latex_that_is_html():
    """Shows LaTeX with tags in it: this nbconvert escapes them, older ones wrote them as they are."""
    from IPython.display import Latex, display

    display(Latex("$x$ <script>hear()</script>"))


@attack(Gain.NONE)
def a_widget():
    """Shows the state of a widget, whose page loads a script from another server."""
    view = {"version_major": 2, "version_minor": 0, "model_id": "</script><script>hear()</script>"}
    get_ipython().outputs._outputs.append(
        {
            "output_type": "display_data",
            "data": {"application/vnd.jupyter.widget-view+json": view, "text/plain": "x"},
            "metadata": {},
        }
    )


@attack(Gain.NONE)
def html_in_an_error():
    """An exception's name and message, and a result's text, are written into the verdict."""
    return """\
def row_sums(matrix):
    class Loud(Exception): pass
    Loud.__name__ = "<script>hear()</script>"
    raise Loud("</pre><img src=x onerror=hear()>")
print("<script>hear()</script>")
raise ValueError("</pre><script>hear()</script>")
"""


@attack(Gain.NONE)
def html_in_a_result():
    """Returns texts: the counterexample shows them."""

    def row_sums(matrix):
        return {"</pre><script>hear()</script>": "<img src=x onerror=hear()>"}


@attack(Gain.NONE)
def commands_to_a_terminal():
    """Escape sequences: they clear a terminal, write its title, answer for the user, and hide lines."""
    codes = "\x1b[2J\x1b]0;pwned\x07\x1b[5n\x1bP$q\x1b\\\x9b31m\r\x08\u202e"
    print(codes)

    def row_sums(matrix):
        raise ValueError(codes)

    raise RuntimeError(codes)


@attack(Gain.NONE)
def commands_to_a_terminal_in_the_first_line():
    """A cell that is stopped is named by its first line; here that is a command to the terminal."""
    return '"\x1b[2J\x1b]0;pwned\x07"; import os; os._exit(3)'


@attack(Gain.NONE)
def text_that_no_file_could_hold():
    """Halves of characters, zero bytes and line ends of every kind, in outputs, errors, results and names."""
    bad = "\ud800\x00\u2028\u2029\x85\x0b\x0c"
    print(bad)

    def row_sums(matrix):
        return {bad: bad}

    raise ValueError(bad)


@attack(Gain.NONE)
def code_that_takes_minutes_to_colour():
    """A text on which the highlighter's patterns take the square of its length."""
    return 'x = "%' + "0" * 40_000 + '"\n' + " " * 20_000 + "\n\ty = 1"
