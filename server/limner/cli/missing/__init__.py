"""``limner illustrate … --missing``: looks for pictures that links miss, reports or draws them."""
