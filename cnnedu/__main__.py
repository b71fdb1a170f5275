"""`python -m cnnedu` is the command `cnnedu`; torchrun starts it that way."""

from cnnedu.cli import app

app(prog_name="cnnedu")
