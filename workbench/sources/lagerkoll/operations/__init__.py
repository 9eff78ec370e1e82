"""The documented calls of Lagerkoll, one class a section of its documents."""
