"""Whether things stand on the sides, in the order and in the directions that their author says."""
