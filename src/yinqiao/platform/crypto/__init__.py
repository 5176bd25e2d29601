"""Field encryption with algorithm and key id in front of each value, blind indexes for exact search (contract 13).

Front door: `fields.encrypt/decrypt`, `fields.encrypt_many`, `index.blind`, `streams` for whole files, `secret.Secret`. Keys live in `keyring.py`'s file.
"""
