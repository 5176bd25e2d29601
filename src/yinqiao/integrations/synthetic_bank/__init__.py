"""A believable Chinese bank, invented from a seed, written as core-banking T+1 files.

Owns: the invention (`plan` → `world` → `people`, `companies` → `ledger` → `files`) and the side files that hold the truth.
Does not own: the file format (`integrations.core_banking`), loading it.
Front door: `bank.write_bank`; demo staff numbers: `staffing.DEMO_STAFF`.
"""
