"""Compliance: consent, risk assessments, due diligence. Decides who may be contacted and sold what; other rooms ask it."""
