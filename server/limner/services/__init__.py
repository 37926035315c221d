"""The world outside: what implements the ports that `limner.prompt` and `limner.image` declare."""
