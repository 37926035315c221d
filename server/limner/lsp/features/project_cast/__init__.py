"""The cast of a project in an editor: who is known, offered, added and shown."""
