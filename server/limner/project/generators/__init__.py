"""Site generators: each is known by a file in its folder, and keeps its pictures in its own way."""
