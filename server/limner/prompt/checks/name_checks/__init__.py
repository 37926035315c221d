"""Whether a prompt has the names of its author, and no other in their place."""
