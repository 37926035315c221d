"""The editor's text: its mirror, places in it that follow typing, and what looks at it."""
