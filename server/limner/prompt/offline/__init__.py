"""The embedded expander: no model, no network, the same answer every time."""

from limner.prompt.offline.offline_expander import OfflineExpander, expand

__all__ = ["OfflineExpander", "expand"]
