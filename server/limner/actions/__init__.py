"""The use cases, as short functions: every entry point calls these and nothing deeper."""
