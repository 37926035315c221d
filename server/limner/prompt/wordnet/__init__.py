"""WordNet 3.1 as one small table: base forms, categories, sameness of things, head nouns.

``wordnet.bin`` is made by `limner.prompt.wordnet.compile` from Princeton's files; their licence
stands in ``LICENSE`` beside it. Nothing is read before the first look-up.
"""
