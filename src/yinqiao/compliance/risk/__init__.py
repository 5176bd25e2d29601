"""风险画像 (A18): marks of risk out of repayment and public registers, told to the risk desk once, with a verdict.

Owns the alerts. Nothing of screening or of anti-money-laundering stands here: a manager reads this panel.
"""
