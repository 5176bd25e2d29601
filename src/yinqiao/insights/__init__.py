"""Insights: what is known about customers beyond their records. So far the tags; facts, scores and triggers come here.

Owns the tag dictionary and which customer bears which tag from when until when. Does not own how a rule tag is worked out
(`analytics` writes it down here). Front door: `queries.tags_of`.
"""
