"""How articles, tags and batches are changed: entries, checks, bodies and the calls that write."""
