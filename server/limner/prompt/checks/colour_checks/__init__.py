"""Whether the things in a prompt have the colours of their author."""
