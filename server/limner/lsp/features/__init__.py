"""One file per request or command: from_proto, then the workflow, then to_proto."""
