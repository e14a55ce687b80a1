"""What is fast stays fast: each module measures one thing and prints its floor beside it."""
