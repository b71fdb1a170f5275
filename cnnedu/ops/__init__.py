"""Operations on NumPy arrays, one concept a file, forward beside backward."""
