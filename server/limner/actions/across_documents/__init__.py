"""What the documents of a project tell together: customs, explanations, unused pictures."""
