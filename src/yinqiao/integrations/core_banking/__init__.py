"""The core-banking T+1 batch: `profile.yaml` describes its files; the reading is `platform.imports`' work."""
