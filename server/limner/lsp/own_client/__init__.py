"""What a client made for Limner asks beside the protocol, and is asked: ``limner/…``."""
