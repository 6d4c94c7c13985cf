"""The page, what it shows, what its people do, and trouble on request: everything under `/_sim/`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aiohttp import web

from simulator.actions import Impossible
from simulator.deeds import Deeds
from simulator.errors import ApiError
from simulator.faults import FAULT_KINDS, Fault
from simulator.messages import Json
from simulator.people import Person
from simulator.views import bot_view, chat_view, person_view, state_view
from simulator.webhooks import LOOPBACK

if TYPE_CHECKING:
    from simulator.simulator import Simulator

PAGE = Path(__file__).parent / "page"
MIME_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# The page needs nothing from outside, and a file that somebody sends must not become a program in it.
POLICY = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self'; base-uri 'none'"
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/ogg", "audio/mpeg", "audio/webm")


class Control:
    """The routes of the page and of the control API. Bodies and answers are JSON."""

    def __init__(self, simulator: "Simulator") -> None:
        self._simulator = simulator
        self._world = simulator.world
        self._deeds = Deeds(simulator.world, simulator.actions)

    def add_routes(self, app: web.Application) -> None:
        router = app.router
        router.add_get("/", self._index)
        router.add_get("/_sim/page/{name}", self._page)
        router.add_get("/_sim/files/{file_id}", guarded(self._file))
        router.add_get("/_sim/state", guarded(self._state))
        router.add_get("/_sim/events", guarded(self._events))
        router.add_post("/_sim/people", guarded(self._new_person))
        router.add_patch("/_sim/people/{person}", guarded(self._change_person))
        router.add_post("/_sim/people/{person}/{deed}", guarded(self._deed))
        router.add_post("/_sim/faults", guarded(self._add_fault))
        router.add_delete("/_sim/faults", guarded(self._clear_faults))
        router.add_post("/_sim/clock", guarded(self._set_clock))
        router.add_post("/_sim/redeliver", guarded(self._redeliver))

    # What is shown

    async def _index(self, _: web.Request) -> web.Response:
        """The page; a first visitor finds a phone in it."""
        if not self._world.people:
            self._simulator.phone()
        return _static("index.html")

    async def _page(self, request: web.Request) -> web.Response:
        return _static(request.match_info["name"])

    async def _file(self, request: web.Request) -> web.Response:
        try:
            upload = self._world.files.get(request.match_info["file_id"]).upload
        except ApiError:
            raise web.HTTPNotFound from None
        shown = upload.mime_type in SHOWN
        kind = upload.mime_type if shown else "application/octet-stream"
        headers = HEADERS | ({} if shown else {"Content-Disposition": "attachment"})
        return web.Response(body=upload.data, content_type=kind, headers=headers)

    async def _state(self, _: web.Request) -> web.Response:
        return web.json_response(state_view(self._simulator))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """All that happens, as server-sent events; the first is the whole state, so that nothing is missed."""
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        with self._world.events.watch() as events:
            first = {"event": "state", **state_view(self._simulator)}
            await stream.prepare(request)
            try:
                await stream.write(_event(first))
                async for event in events:
                    await stream.write(_event(self._complete(event)))
            except ConnectionResetError:
                pass  # The page was closed.
        return stream

    def _complete(self, event: Json) -> Json:
        """Some events only say what changed; the page gets what it has become."""
        if event["event"] == "person":
            return {**event, "person": person_view(self._world, self._world.people[event["person"]])}
        if event["event"] == "chat":
            return {**event, "chat": chat_view(self._world, self._world.chats[event["chat"]])}
        if event["event"] == "profile":
            return {**event, "bot": bot_view(self._world)}
        return event

    # What people do

    async def _new_person(self, request: web.Request) -> web.Response:
        given = await _body(request)
        allowed = ("name", "last_name", "language", "username", "phone_number")
        phone = self._simulator.phone(**{name: given[name] for name in allowed if name in given})
        return web.json_response(person_view(self._world, phone.person))

    def _person(self, request: web.Request) -> Person:
        number = request.match_info["person"]
        person = self._world.people.get(int(number)) if number.isdigit() else None
        if person is None:
            raise web.HTTPNotFound(text="there is no such person")
        return person

    async def _change_person(self, request: web.Request) -> web.Response:
        person, given = self._person(request), await _body(request)
        for name in ("name", "last_name", "username", "phone_number"):
            setattr(person, name, str(given.get(name, getattr(person, name))))
        person.language = given.get("language", person.language)
        self._world.chats[person.id].renamed()
        self._world.events.publish("person", lambda: {"person": person.id})
        return web.json_response(person_view(self._world, person))

    async def _deed(self, request: web.Request) -> web.Response:
        person, given = self._person(request), await _body(request)
        self._deeds.do(person, request.match_info["deed"], given)
        return web.json_response({"ok": True})

    # Trouble on request

    async def _add_fault(self, request: web.Request) -> web.Response:
        given = await _body(request)
        if given.get("kind") not in FAULT_KINDS:
            raise Impossible(f"a fault's kind is one of: {', '.join(FAULT_KINDS)}")
        try:
            fault = Fault(**given)
        except TypeError as error:
            raise Impossible(str(error)) from error
        self._world.faults.add(fault)
        self._world.events.publish("faults", self._faults)
        return web.json_response(vars(fault))

    async def _clear_faults(self, _: web.Request) -> web.Response:
        self._world.faults.clear()
        self._world.events.publish("faults", self._faults)
        return web.json_response({"ok": True})

    def _faults(self) -> Json:
        return {"faults": [vars(fault) for fault in self._world.faults.active]}

    async def _set_clock(self, request: web.Request) -> web.Response:
        """`now` sets the clock, in seconds since 1970; `advance` moves it on."""
        given = await _body(request)
        if "now" in given:
            self._simulator.clock.set(float(given["now"]))
        self._simulator.clock.advance(float(given.get("advance", 0)))
        self._world.events.publish("clock", lambda: {"now": self._simulator.clock()})
        return web.json_response({"now": self._simulator.clock()})

    async def _redeliver(self, request: web.Request) -> web.Response:
        count = int((await _body(request)).get("count", 1))
        return web.json_response({"updates": self._simulator.redeliver(count)})


def guarded(handler: Any) -> Any:
    """Only the page itself and programs of this machine may look and act: another site in the browser may not.

    What a person cannot do is answered with 409 and a sentence.
    """

    async def handle(request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        # A foreign name that leads to this machine is another site too.
        if request.url.host not in LOOPBACK or (origin is not None and urlsplit(origin).netloc != request.host):
            raise web.HTTPForbidden(text="only the simulator's own page may do this")
        try:
            answer: web.StreamResponse = await handler(request)
        except Impossible as error:
            return web.json_response({"error": str(error)}, status=409)
        except ApiError as error:
            return web.json_response({"error": error.description}, status=409)
        return answer

    return handle


async def _body(request: web.Request) -> Json:
    try:
        given = await request.json() if request.can_read_body else {}
    except ValueError:
        raise Impossible("the body is not JSON") from None
    if not isinstance(given, dict):
        raise Impossible("the body is not a JSON object")
    return given


def _event(event: Json) -> bytes:
    return f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()


def _static(name: str) -> web.Response:
    path = PAGE / name
    if path.parent != PAGE or path.suffix not in MIME_TYPES or not path.is_file():
        raise web.HTTPNotFound
    return web.Response(
        text=path.read_text("utf-8"), content_type=MIME_TYPES[path.suffix], charset="utf-8", headers=HEADERS
    )
