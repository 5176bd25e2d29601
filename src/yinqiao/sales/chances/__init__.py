"""How likely a deal is by what became of earlier ones, with the reasons in words (A57). The fitting is done above, through a port."""
