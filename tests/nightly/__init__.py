"""Checks that take long; ``python -m tests.nightly`` runs them all."""
