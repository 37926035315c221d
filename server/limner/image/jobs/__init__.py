"""One drawing job: asked about, paid for, chosen, placed in the project."""
