"""What the orders room tells those above. Sender: the Parcel; `by` name, `at` moment."""

from blinker import Namespace

_signals = Namespace()

parcel_packed = _signals.signal("parcel_packed")
parcel_handed_over = _signals.signal("parcel_handed_over")
parcel_ready = _signals.signal("parcel_ready")
parcel_delivered = _signals.signal("parcel_delivered")
parcel_returned = _signals.signal("parcel_returned")
