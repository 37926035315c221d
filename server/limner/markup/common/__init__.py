"""What all markups build on: blocks, regions, words, and a markup made of parts."""
