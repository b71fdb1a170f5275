"""``python -m autograder`` is the command `autograder`."""

from autograder.cli import app

if __name__ == "__main__":  # a worker process imports this module, too
    app(prog_name="autograder")
