"""The services on loopback, written from their documents alone."""
