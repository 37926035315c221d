"""The cast of a project: where it appears, how it is found in the text, and its pictures."""
