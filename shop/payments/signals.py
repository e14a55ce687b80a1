"""What the payments room tells those above, once for each fact."""

from blinker import Namespace

_signals = Namespace()

#: What was due is paid. Sender: the Payment; `at` moment.
payment_settled = _signals.signal("payment_settled")
#: An attempt ran out and none is left open. Sender: the Payment; `at` moment.
payment_expired = _signals.signal("payment_expired")
