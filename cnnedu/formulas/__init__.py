"""What follows from sizes alone: output shapes, costs, receptive fields. No arrays and no PyTorch are needed."""
