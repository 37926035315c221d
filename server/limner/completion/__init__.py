"""What is offered while the author writes: drafts of prompts, and the words that prompts know."""
