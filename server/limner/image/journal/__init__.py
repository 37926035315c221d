"""The journal of paid steps: on disk before they happen, within the person's limits."""
