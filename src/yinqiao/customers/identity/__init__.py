"""One customer, one record: suggestions of duplicates, their review, merges by two people, the way back, and the identity map.

Owns suggestions, merges, the log of moved rows and the map. Does not own how records are compared in bulk (the linkage engine) nor the
rows of other rooms: they follow by `platform.db.moves`. Front door: `customers.services` and `customers.queries`.
"""
