"""Mutants: right answers with one small thing changed, to find out what an exam does not notice."""
