"""The sketch: what is drawn when no image service is set up, from figures that the words name."""
