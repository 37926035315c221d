"""What a prompt shows although its author left it out."""
