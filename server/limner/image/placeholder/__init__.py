"""The embedded picture: an honest, labelled stand-in drawn without any service."""
