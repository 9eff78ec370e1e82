"""ETIM Mapper of the sandbox, written from its document alone."""
