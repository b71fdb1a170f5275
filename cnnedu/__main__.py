"""`python -m cnnedu` is the command `cnnedu`; torchrun starts it that way."""

from cnnedu.cli import app

if __name__ == "__main__":
    app(prog_name="cnnedu")
