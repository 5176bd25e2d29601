"""Suitability: what may be sold to whom and why not, risk assessments, evidence kept unchanged, licences to sell.

Entered through `compliance.queries` and `compliance.services`. Holds no order and no money: it says yes, no, or which steps come first.
"""
