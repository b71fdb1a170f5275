"""What students believe, one file an exercise."""
