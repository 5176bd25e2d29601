"""How numbers, money, dates and spans of time read in Chinese and English (UI.md §11).

Owns: the one formatter. Does not own: message catalogues (gettext) and masks (platform.masking).
Front door: `formats` (numbers), `times` (dates and clocks); pure, `language` and `now` are arguments.
"""
