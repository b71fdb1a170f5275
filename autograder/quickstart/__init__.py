"""A course made from the installed package: its files, a sample submission, and what to do next."""
