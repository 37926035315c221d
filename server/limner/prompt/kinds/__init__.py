"""What kind of picture a description asks for: by words, by what it is about, by examples."""
