"""Who sees and who sets parameters."""

VIEW = "parameters.view_parameter"
EDIT = "parameters.edit_parameter"
# The rule book: for whoever works by the rules, answers for them or looks at them.
VIEW_RULES = "parameters.view_rule"
# The second person for what keeps the bank safe: for sign-in and accounts, for customers' data. Both compliance at first:
# no administrator may decide approvals, some of which are about customers.
APPROVE_SECURITY = "parameters.approve_security_value"
APPROVE_DATA = "parameters.approve_data_value"
