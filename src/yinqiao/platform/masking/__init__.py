"""Masking: what of a personal value may be seen (DOMAIN §1.2, UI.md §11).

Owns: the pure masks (`rules`), their column-wise twins (`columns`), the free-text scan (`notes`), the door that
applies them for an actor (`door`), and the log filter (`logs`).
Does not own: the reveal flow, the only way to a clear number.
Front door: `Masker.of(actor)` for pages, schemas and exports; `mask_column` in import loaders.
"""
