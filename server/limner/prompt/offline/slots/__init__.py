"""What fills single slots of a frame: details of the subject, and the hour that is named."""
