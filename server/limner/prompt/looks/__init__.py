"""How those of the cast look: who of them a description shows, and their looks in its prompt."""
