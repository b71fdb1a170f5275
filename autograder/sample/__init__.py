"""A sample class, as an instructor meets it, and the demo that grades it."""
