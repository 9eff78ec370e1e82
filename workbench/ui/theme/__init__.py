"""Colour, type, icons and marks: how everything in the window looks, read from one token file."""
