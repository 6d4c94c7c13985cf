"""How the bot learns of what people do: asking again and again, or being called."""

from typing import Any

from simulator.api.registry import method
from simulator.errors import bad_request
from simulator.files import Upload
from simulator.messages import Json
from simulator.webhooks import Webhook, check_webhook
from simulator.world import World

MOST_UPDATES = 100
MOST_CONNECTIONS = 100


@method("getUpdates")
async def get_updates(
    world: World,
    *,
    offset: int = 0,
    limit: int = MOST_UPDATES,
    timeout: int = 0,  # noqa: ASYNC109 - the Bot API's own name
    allowed_updates: list[Any] | None = None,
) -> list[Json]:
    if allowed_updates is not None:
        world.updates.allowed = frozenset(allowed_updates)
    return await world.updates.get(offset, min(max(limit, 1), MOST_UPDATES), timeout)


@method("setWebhook")
async def set_webhook(
    world: World,
    *,
    url: str = "",
    certificate: Upload | str | None = None,
    ip_address: str = "",
    max_connections: int = 40,
    allowed_updates: list[Any] | None = None,
    drop_pending_updates: bool = False,
    secret_token: str = "",
) -> bool:
    if drop_pending_updates:
        world.updates.drop()
    if not url:
        await world.webhooks.stop()
        return True
    check_webhook(url, secret_token)
    if not 1 <= max_connections <= MOST_CONNECTIONS:
        raise bad_request("bad webhook: max_connections must be between 1 and 100")
    if allowed_updates is not None:
        world.updates.allowed = frozenset(allowed_updates)
    await world.webhooks.start(
        Webhook(url, secret_token, max_connections, ip_address, custom_certificate=certificate is not None)
    )
    return True


@method("deleteWebhook")
async def delete_webhook(world: World, *, drop_pending_updates: bool = False) -> bool:
    if drop_pending_updates:
        world.updates.drop()
    await world.webhooks.stop()
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World) -> Json:
    info = world.webhooks.info() | {"pending_update_count": len(world.updates.pending)}
    if world.updates.allowed:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info
