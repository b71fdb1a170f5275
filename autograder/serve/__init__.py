"""A practice exam before the deadline: a small web page that takes a notebook and shows its feedback within seconds.

An upload goes one way: login, line, worker, page. The workers put the practice exam, never the one that counts.
"""
