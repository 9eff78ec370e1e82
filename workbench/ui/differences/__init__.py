"""Downloads compared with each other, and records reckoned with other prices."""
