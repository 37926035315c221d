"""What a description commits to: read by code, so that no model can lose it."""
