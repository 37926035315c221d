"""What links of documents mean, and which files are meant by those that lead to nothing."""
