"""The use cases, as short functions: what two entry points decide alike stands here."""
