"""Documents: one small interface, one file per markup language."""
