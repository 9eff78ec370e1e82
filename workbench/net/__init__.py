"""Everything that touches the network: one gateway per account."""
