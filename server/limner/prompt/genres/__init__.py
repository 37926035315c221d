"""What a description is of, among 25 genres, learned from examples that people labelled.

Rules that look for words find a map that is called one; most are not ("pilgrim route from Le Puy to
Conques"). A linear model over words, their categories and the form of the text finds those.
"""
