"""What the batches room tells those above."""

from blinker import Namespace

_signals = Namespace()

#: A batch was released: lot code, dates and quantity are frozen. Sender: the Batch; `by` name, `at` moment.
batch_released = _signals.signal("batch_released")
