"""The embedded expander: no model, no network, the same answer every time."""
