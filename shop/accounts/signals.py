"""What the accounts room tells those above."""

from blinker import Namespace

#: Somebody signed in; sender is the User. The cart listens.
signed_in = Namespace().signal("signed_in")
