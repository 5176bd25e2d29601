"""Facts: derived figures of customers, each defined once as an Ibis expression with its words (A14).

`course` (assets over time), `flows` (transactions), `held` (what is had and owed) and `habits` are groups of rows that are aggregated in one
pass each; `ages`, `changes`, `signs` and `rfm` are made of the facts of the same row; `building` puts them together.
"""
