"""What is kept on disk: cache, workspace, journal, and secrets in the keyring."""
