"""Where a document belongs: its project, where pictures go there, and what links say."""
