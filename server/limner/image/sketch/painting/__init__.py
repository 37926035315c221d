"""From the plan of a sketch to pixels."""
