"""Taking things out of a prompt so that whole sentences are left."""
