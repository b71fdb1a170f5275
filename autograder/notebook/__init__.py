"""The notebook: built from its source, read as it was handed in, and rebuilt into what may be run."""
