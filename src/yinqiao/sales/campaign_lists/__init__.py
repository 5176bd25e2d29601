"""名单下发: lists of customers that the head office or a branch sends down to be spoken with, worked by the managers, counted by unit and manager."""
