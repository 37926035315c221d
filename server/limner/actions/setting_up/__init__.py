"""Setting services up, and saying how things are set up."""
