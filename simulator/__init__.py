"""A local Telegram: the Bot API over HTTP, and phones, in a web page or in the hands of a test."""

from simulator.faults import Fault
from simulator.limits import Limits
from simulator.messages import Message
from simulator.phone import Phone
from simulator.simulator import Simulator, serving

__all__ = ["Fault", "Limits", "Message", "Phone", "Simulator", "serving"]
