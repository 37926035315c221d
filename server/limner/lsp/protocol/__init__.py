"""The stream, framing, life cycle and capabilities, and what pygls 2.1 gets wrong."""
