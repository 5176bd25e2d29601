"""Sales: opportunities (商机), one for each reason to speak with a customer, with an owner, a deadline and an end.

Owns who works on which opportunity, how far it has come and when it goes up to the supervisor. Does not own why one comes up
(`insights` evaluates the triggers) nor whether the customer may be contacted (`compliance`).
Front door: `services.take_firings`, `services.contact` and its like, `queries`, `events`.
"""
