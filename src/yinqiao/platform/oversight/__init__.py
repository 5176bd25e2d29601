"""The pages of those who watch and those who set the rules: audit search, verifications of the chain, parameters, keys.

They stand above the shell, while `platform.audit` and `platform.parameters` stand below it: the shell itself writes audit rows
and reads parameters. Owns: verifications asked for and their findings. Does not own: entries, seals, parameter values.
"""
