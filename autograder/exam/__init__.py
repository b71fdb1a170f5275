"""The exam engine: the words of an exam, how its inputs are drawn, and how answers are judged and mistakes named."""
