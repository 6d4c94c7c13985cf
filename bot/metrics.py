"""What is counted, for `/metrics`. The program sets the figures where things happen."""

from prometheus_client import Counter, Gauge, Histogram

ARRIVED = Counter("tiwizi_updates_arrived", "Updates stored")
HANDLED = Counter("tiwizi_updates_handled", "Updates handled, by how it ended", ["end"])
SENT = Counter("tiwizi_messages", "Outgoing calls settled, by how they ended", ["end"])
HANDLING = Histogram(
    "tiwizi_handling_seconds", "Time to handle one update", buckets=(0.0005, 0.001, 0.002, 0.005, 0.01, 0.05, 0.25, 1)
)
WAITING = Gauge("tiwizi_inbox_waiting", "Updates stored and not yet handled")
QUEUED = Gauge("tiwizi_outbox_queued", "Messages written and not yet sent")
REMINDER_LAG = Gauge("tiwizi_reminder_lag_seconds", "How late the oldest reminder was that was due at the last look")
