"""What is right, in different styles, one file an exercise."""
