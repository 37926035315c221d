"""What fills single slots of a frame: details of the subject, motifs, the named hour."""
