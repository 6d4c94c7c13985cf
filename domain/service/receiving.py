"""Who hears of a request: whoever follows it or stands in for her, else all who receive requests in its province.

Standing in gives no rights: only who holds a role in the province herself, and has no part in the request, counts.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from domain.requests.life import Actor, State


class Colleague(Struct, frozen=True):
    """Somebody who may work on a request, with her roles there.

    `language` is None when it is not known; `stand_in` is the chat of who stands in for her while she is absent.
    """

    chat_id: int
    language: str | None
    roles: frozenset[Actor]
    stand_in: int | None = None


Team = Mapping[int, Colleague]


def present(chat_id: int | None, team: Team) -> Colleague | None:
    """The colleague of that chat, or who stands in for her, and so on; None: nobody of the team is there."""
    passed: set[int] = set()
    while chat_id is not None and chat_id not in passed:
        colleague = team.get(chat_id)
        if colleague is None or colleague.stand_in is None:
            return colleague
        passed.add(chat_id)
        chat_id = colleague.stand_in
    return None


def holders(team: Team, role: Actor) -> list[Colleague]:
    """Who holds the role, each or her stand-in, once; those who are absent where nobody at all is there."""
    holding = [colleague for colleague in team.values() if role in colleague.roles]
    there = [colleague for each in holding if (colleague := present(each.chat_id, team)) is not None]
    return list(dict.fromkeys(there)) or holding


def receivers(team: Team) -> list[Colleague]:
    """Who receives new requests: the agents; where there are none, the coordinators."""
    return holders(team, Actor.AGENT) or holders(team, Actor.COORDINATOR)


def responsible(state: State, taken_by: int | None, team: Team) -> list[Colleague]:
    """Who has to take the next step: the committee with which it lies, else who follows it, else who receives."""
    committee = {State.WITH_LOCAL: Actor.LOCAL, State.WITH_PROVINCIAL: Actor.COORDINATOR}.get(state)
    if committee is not None and (deciding := holders(team, committee)):
        return deciding
    follower = present(taken_by, team)
    return receivers(team) if follower is None else [follower]


def superiors(team: Team, besides: Iterable[Colleague]) -> list[Colleague]:
    """Who hears that nothing was done: the coordinators, and where there are no others the administrators."""
    told = set(besides)
    coordinators = [each for each in holders(team, Actor.COORDINATOR) if each not in told]
    return coordinators or [each for each in holders(team, Actor.ADMIN) if each not in told]
