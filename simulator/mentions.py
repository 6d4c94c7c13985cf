"""Links to people (`tg://user?id=7`), which Telegram turns into mentions of those whom the bot knows."""

from simulator.messages import Json
from simulator.people import Person

PREFIX = "tg://user?id="


def with_mentions(people: dict[int, Person], content: Json) -> Json:
    """The content with such links as `text_mention`; a link to nobody is plain text."""
    for field in ("entities", "caption_entities"):
        entities = content.get(field)
        if entities and any(map(_leads_to_somebody, entities)):
            content = {**content, field: [made for each in entities if (made := _mention(people, each))]}
    return content


def _leads_to_somebody(entity: Json) -> bool:
    address: str = entity.get("url", "")
    return address.startswith(PREFIX)


def _mention(people: dict[int, Person], entity: Json) -> Json | None:
    if not _leads_to_somebody(entity):
        return entity
    number: str = entity["url"].removeprefix(PREFIX)
    person = people.get(int(number)) if number.isdigit() else None
    if person is None:
        return None
    place = {name: entity[name] for name in ("offset", "length")}
    return {"type": "text_mention", **place, "user": person.user()}
