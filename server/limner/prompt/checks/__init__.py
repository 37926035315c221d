"""Whether a prompt keeps what the words commit to, and adds nothing it should not."""
