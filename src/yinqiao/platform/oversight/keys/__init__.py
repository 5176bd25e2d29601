"""The security administrator's page of the keys: which there are and how one is changed, never a key itself."""
