"""What the terminal, agents and notebooks do with words and files that no editor holds."""
