"""A finished result reaches the document by one confirmed edit, or waits to be inserted."""
