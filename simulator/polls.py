"""Polls: their content, and who voted for what."""

from dataclasses import dataclass, field

from simulator.messages import Json


@dataclass
class Poll:
    """A poll; `votes` are the chosen option numbers of each person."""

    body: Json
    chat_id: int
    message_id: int
    votes: dict[int, list[int]] = field(default_factory=dict)
    closes_at: float | None = None

    def counted(self) -> Json:
        """The `Poll` object with its figures as they are now."""
        chosen = [number for numbers in self.votes.values() for number in numbers]
        options = [
            {**option, "voter_count": chosen.count(number)} for number, option in enumerate(self.body["options"])
        ]
        return {
            **self.body,
            "options": options,
            "total_voter_count": sum(1 for numbers in self.votes.values() if numbers),
        }
