"""Analysis of a description: its noun phrases and what they mean, its place, its manner."""
