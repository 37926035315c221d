"""What services answer: bodies, streams, pictures and values, read as they really come."""
