"""Which items of all sources are the same thing, why, and what a person has to say about it."""
