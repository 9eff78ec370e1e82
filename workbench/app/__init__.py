"""Composition of the desktop program: who gets what."""
