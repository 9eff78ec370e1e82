"""Typed readings of what EuropeanSourcing sends, with their fields."""
