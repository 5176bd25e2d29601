"""Who sees and who sets parameters."""

VIEW = "parameters.view_parameter"
EDIT = "parameters.edit_parameter"
