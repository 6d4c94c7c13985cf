from simulator.api.registry import method
from simulator.callbacks import ANSWERABLE_SECONDS
from simulator.entities import is_longer
from simulator.errors import bad_request
from simulator.world import World

LONGEST_ANSWER = 200


@method("answerCallbackQuery")
def answer_callback_query(
    world: World,
    *,
    callback_query_id: str = "",
    text: str = "",
    show_alert: bool = False,
    url: str = "",
    cache_time: int = 0,
) -> bool:
    """Stop the clock on a pressed button, perhaps with a toast. A second answer changes nothing."""
    query = world.callbacks.get(callback_query_id)
    if query is None or world.clock() - query.at > ANSWERABLE_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if is_longer(text, LONGEST_ANSWER):
        raise bad_request("MESSAGE_TOO_LONG")
    if url and not url.startswith((f"https://t.me/{world.profile.username}?start=", "tg://")):
        raise bad_request("URL_INVALID")
    if query.answer is not None:
        return True
    query.answer = {"text": text, "show_alert": show_alert, "url": url, "cache_time": cache_time}
    if text:
        query.person.toast, query.person.alert = text, show_alert
    answer = {"person": query.person.id, "query": query.id, **query.answer}
    world.events.publish("answer", lambda: answer)
    return True
