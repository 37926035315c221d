"""What must not appear, said as each image generator can be told it."""
