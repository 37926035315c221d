"""Whether a prompt has the numbers of its author: of each thing, of parts, and of all."""
