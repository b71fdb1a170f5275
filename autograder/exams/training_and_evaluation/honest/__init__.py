"""Right ways to write the exercises of `09_train_and_report`."""
