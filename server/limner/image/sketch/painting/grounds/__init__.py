"""Places behind the figures of a sketch: skies, land, rooms, the deep, and weather."""
