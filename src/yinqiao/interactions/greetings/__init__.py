"""节日与生日祝福 (A46): sent by the bank once a year and customer, as a service, through the gate and the channels of contacts.

Off until the bank names occasions. A greeting is no contact by the manager: it stands on the timeline by itself and ends no reminder.
"""
