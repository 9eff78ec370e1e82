"""The documented calls of EuropeanSourcing, one class per section of the document."""
