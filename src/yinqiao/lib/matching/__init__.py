"""Forms in which names, companies, addresses and numbers are compared: what people write differently and mean alike.

Owns: tables of characters and areas, and the forms made from them. Does not own: which forms decide that two records are one
(rules of `customers`) and how a million are compared (`analytics`).
Front door: `characters.simplify`, `person_names.forms_of`, `company_names.forms_of`, `addresses.parse`, `numbers`.
"""
