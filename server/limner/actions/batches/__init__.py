"""Many missing pictures: which they are, what they come to, and how they are drawn."""
