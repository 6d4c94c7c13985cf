"""Finds the people of an audience: one statement, made of the fixed pieces in sql/audiences.sql.

Staff reach the people of the province for which they write; who belongs to it is known from what people did here, see
decision 13. The statement holds no text from anybody: codes and numbers are its parameters.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from msgspec import Struct

from catalogue.sectors import load_sectors
from domain.broadcasts.account import State
from domain.broadcasts.audience import Audience, Skipped
from domain.broadcasts.reach import Reach
from domain.places import communes, parents, provinces, regions
from storage.broadcast_recipients import Recipient
from storage.staff import EVERYWHERE
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("audiences")
DAY: Final = 24 * 60 * 60 * 1000
VALUES: Final = ":values"
COUNTED_AT_ONCE: Final = 20_000
"""Where the bot knows more people than this, they are counted beside its work: it would hold up everybody else."""


class Addressed(Struct, frozen=True):
    """What finds the people of a notice: by whom and for which province it is, about what, and in which languages."""

    viewer: int
    province: str
    topic: str
    languages: frozenset[str]
    audience: Audience

    def people(self, now: int) -> Call:
        """The query for all of them, in the order of their chats; see `recipient`."""
        sql, values = self._statement(now)
        return Call(f"{sql}\norder by person.chat_id", values)

    def page(self, now: int, most: int, after: int = 0) -> Call:
        """The query for the next page, `after` the last chat of the page before."""
        sql, values = self._statement(now)
        limited = f"{sql}\nand person.chat_id > :after order by person.chat_id limit :most"
        return Call(limited, {**values, "after": after, "most": most})

    def counting(self, now: int) -> Call:
        """The query for the numbers alone; see `reach`."""
        sql, values = self._statement(now)
        grouped = "select language, reason, count(*) as people from ({}) as addressed group by language, reason"
        return Call(grouped.format(sql), values)

    def recipient(self, row: Row, now: int) -> Recipient:
        """A row of `people`, as the account takes it."""
        reason = self._left_out(row)
        if reason is None:
            return Recipient(row["chat_id"], row["language"])
        return Recipient(row["chat_id"], row["language"], State.SKIPPED, reason.value, settled_at=now)

    def reach(self, rows: Sequence[Row]) -> Reach:
        """The rows of `counting`, added up."""
        by_language: dict[str, int] = {}
        left_out: dict[Skipped, int] = {}
        for row in rows:
            reason, people = self._left_out(row), int(row["people"])
            if reason is None:
                by_language[row["language"]] = by_language.get(row["language"], 0) + people
            else:
                left_out[reason] = left_out.get(reason, 0) + people
        return Reach(sum(by_language.values()), by_language, left_out)

    def _left_out(self, row: Row) -> Skipped | None:
        if row["reason"] in {Skipped.BLOCKED, Skipped.OPTED_OUT}:
            return Skipped(row["reason"])
        if row["language"] not in self.languages:
            return Skipped.LANGUAGE
        return row["reason"] and Skipped(row["reason"])

    def _statement(self, now: int) -> tuple[str, dict[str, Any]]:
        audience = self.audience
        values: dict[str, Any] = {"viewer": self.viewer, "province": self.province, "topic": self.topic}
        values |= {"contacted_since": _since(audience.contacted_days, now), "open_request": int(audience.open_request)}
        sql = [SQL["people"]]
        for number, (piece, codes) in enumerate(self._pieces()):
            names = [f"{piece}_{number}_{index}" for index in range(len(codes))]
            values |= dict(zip(names, codes, strict=True))
            listed = ", ".join(f":{name}" for name in names)
            sql.append(f"and person.chat_id in (\n{SQL[piece].replace(VALUES, listed)}\n)")
        if audience.invited is not None:
            values["event_id"] = audience.invited.event_id
        if audience.eligible is not None:
            values["call_id"] = audience.eligible.call_id
        if audience.active_days is not None:
            values["active_since"] = _since(audience.active_days, now)
        return "\n".join(sql), values

    def _pieces(self) -> Iterator[tuple[str, list[str]]]:
        """Which pieces narrow the frame, and with which codes."""
        audience = self.audience
        if self.province != EVERYWHERE:
            yield "place", _around([self.province])
        lines: dict[str, Iterable[str]] = {
            "place": _around(audience.places),
            "sector": _related(audience.sectors),
            "legal_form": audience.legal_forms,
            "language": audience.languages,
            "role": audience.roles,
            "call": audience.calls,
            "reply": audience.invited.replies if audience.invited else (),
            "result": audience.eligible.results if audience.eligible else (),
        }
        yield from ((piece, sorted(codes)) for piece, codes in lines.items() if codes)
        if audience.active_days is not None:
            yield "active", []


class Audiences:
    """What staff find out about the people they reach, inside one unit."""

    def __init__(self, unit: Unit, viewer: int, province: str) -> None:
        self._unit = unit
        self._viewer = viewer
        self._province = province

    async def count(self, audience: Audience, topic: str, languages: Iterable[str], now: int) -> Reach:
        """How many would get it now. Nobody for whoever holds no role in that province.

        Where the bot knows too many people to count them at once, `later` is true: order the work COUNT.
        """
        addressed = Addressed(self._viewer, self._province, topic, frozenset(languages), audience)
        [[known]] = await self._unit.fetch(Call(SQL["known"], {"most": COUNTED_AT_ONCE + 1}))
        if known["people"] > COUNTED_AT_ONCE:
            return Reach(0, later=True)
        [rows] = await self._unit.fetch(addressed.counting(now))
        return addressed.reach(rows)

    async def page(
        self, audience: Audience, topic: str, languages: Iterable[str], now: int, *, most: int, after: int = 0
    ) -> list[Recipient]:
        """The next page of the audience, with those who are left out, `after` the last chat of the page before."""
        addressed = Addressed(self._viewer, self._province, topic, frozenset(languages), audience)
        [rows] = await self._unit.fetch(addressed.page(now, most, after))
        return [addressed.recipient(row, now) for row in rows]


def _since(days: int | None, now: int) -> int:
    return 0 if days is None else now - days * DAY


def _around(places: Iterable[str]) -> list[str]:
    """The codes by which somebody belongs to these places: of what lies in them, and of what they lie in.

    Who follows a region wants to hear of each of its provinces; who has a project in a commune is of its province.
    """
    wanted = set(places)
    inside = {code for code in _all_places() if wanted.intersection(parents(code))}
    outside = {parent for place in wanted for parent in parents(place)}
    return sorted(wanted | inside | outside)


def _all_places() -> Iterator[str]:
    for region in regions():
        for province in provinces(region.code):
            yield province.code
            yield from (commune.code for commune in communes(province.code))
            yield from (district.code for district in province.districts)


def _related(sectors: Iterable[str]) -> list[str]:
    """A sector with its activities; an activity with its sector, for who named only that may well do it."""
    wanted = set(sectors)
    codes = set(wanted)
    for sector in load_sectors():
        activities = {activity.code for activity in sector.activities}
        if sector.code in wanted:
            codes |= activities
        if wanted & activities:
            codes.add(sector.code)
    return sorted(codes)
