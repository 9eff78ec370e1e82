"""The words of the program as types: what every other package speaks in."""
