"""Books of customers: handing them over, sharing a book out fairly, covering for who is on leave, and how full each manager's book is."""
