"""Pictures: asked for once, journalled, checked, saved and never lost."""
