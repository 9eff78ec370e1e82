"""EuropeanSourcing on loopback: promotional products, written from the product API's document."""
