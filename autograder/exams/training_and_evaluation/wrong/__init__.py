"""What students believe about the exercises of `09_train_and_report`."""
