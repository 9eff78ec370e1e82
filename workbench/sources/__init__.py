"""The services the program talks to, one folder each."""
