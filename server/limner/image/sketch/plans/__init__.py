"""From words to the plan of a sketch: what is shown, how often, in which colour, and where."""
