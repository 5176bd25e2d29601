"""Who reads scripts, writes them, and reviews them."""

VIEW = "scripts.view_script"
EDIT = "scripts.edit_script"
REVIEW = "scripts.approve_script"
