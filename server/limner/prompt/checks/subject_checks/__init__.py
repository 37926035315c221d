"""Whether a prompt is about what its author named."""
