"""Migration from an older CRM (D47): `profile.yaml` describes its csv files, `sample` writes made-up ones for tests and trials."""
