"""The lexicon: data files that a person can read and extend, and what reads each of them."""
