"""Documents: one small interface (`limner.markup.interface`), one file per markup."""

from limner.markup.registry import for_language, language_of

__all__ = ["for_language", "language_of"]
