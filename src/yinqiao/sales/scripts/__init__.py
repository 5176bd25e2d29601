"""话术库: approved words for a customer, a product, an objection; written by one person, reviewed by another, gone on their last day.

Owns the texts, their versions and what came of using them. Does not own which product suits: words about one are shown only where the gate
of `compliance` lets it be recommended.
"""
