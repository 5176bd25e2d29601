"""业绩: targets and their cascade, results of a month to the cent, why they changed, incentives, the lock of the month.

Results are worked out set-wise by `analytics` behind `ports.ResultEngine`; nothing here changes what a customer has. Stands on the tables
of `sales` and imports no other front door of it.
"""
