"""What fills the slots of a frame: what each may say, details of the subject, the named hour."""
