"""What the stock room tells those above."""

from blinker import Namespace

_signals = Namespace()

#: Goods arrived at a centre. Sender: the LotInStock; `quantity`, `by`, `at`, `reference`, `key`.
lot_received = _signals.signal("lot_received")
