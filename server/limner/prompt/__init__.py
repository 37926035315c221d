"""Words: what a description commits to, and its expansion into an image prompt."""
