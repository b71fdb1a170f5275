"""`python -m cnnedu` is the command `cnnedu`, also where the package is not installed."""

from cnnedu.cli import app

app(prog_name="cnnedu")
