"""The gate: one at a time, no sooner than the pace, and closed where the source said so."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.intake.pace import Gate, lane_of, registrable
from mediawire.intake.targets import target
from mediawire.model.errors import SourceFault


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("example.org", "example.org"),
        ("www.news.example.org", "example.org"),
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("co.uk", "co.uk"),
        ("a.b.kawasaki.jp", "a.b.kawasaki.jp"),
        ("www.city.kawasaki.jp", "city.kawasaki.jp"),
        ("one.github.io", "github.io"),
        ("two.blogspot.com", "blogspot.com"),
        ("www.xn--80ak6aa92e.xn--p1ai", "xn--80ak6aa92e.xn--p1ai"),
        ("a.b.c.unheard", "c.unheard"),
        ("outlet.example", "outlet.example"),
        ("localhost", "localhost"),
        ("xn--invalid--.example", "xn--invalid--.example"),
    ],
)
def test_a_registrable_domain_is_a_public_suffix_and_one_label(host: str, domain: str) -> None:
    assert registrable(host) == domain


@pytest.mark.parametrize(
    ("url", "lane"),
    [
        ("http://93.184.216.34/", "93.184.216.34:80"),
        ("http://93.184.216.34:8080/", "93.184.216.34:8080"),
        ("https://[2606:4700::1111]/", "2606:4700::1111:443"),
        ("https://a.example.org:8443/", "example.org"),
    ],
)
def test_an_address_is_paced_by_host_and_port_a_name_by_its_domain(url: str, lane: str) -> None:
    assert lane_of(target(url)) == lane


class Asked:
    """Runs requests through a gate and remembers what overlapped and when each started and was answered."""

    def __init__(self) -> None:
        self.gate = Gate()
        self.order: list[str] = []
        self.answered: list[float] = []
        self.started: list[float] = []
        self.now = 0
        self.most = 0

    async def request(self, name: str, least: float, *, lane: str = "example.org", first: bool = False) -> None:
        loop = asyncio.get_running_loop()
        async with self.gate.turn(lane, least, first=first) as turn:
            self.started.append(loop.time())
            self.order.append(name)
            self.now += 1
            self.most = max(self.most, self.now)
            await ticks(3)
            self.answered.append(loop.time())  # before the gate takes its own time: the machine may pause between
            turn.answered()
            await ticks(3)
            self.now -= 1


async def ticks(count: int) -> None:
    """Let the event loop turn so many times, as a request that waits for its answer does."""
    loop = asyncio.get_running_loop()
    for _ in range(count):
        turned = loop.create_future()
        loop.call_soon(turned.set_result, None)
        await turned


async def test_one_at_a_time_in_the_order_of_asking_and_never_sooner_than_the_pace() -> None:
    asked = Asked()
    await asyncio.gather(*(asked.request(str(number), 0.01) for number in range(6)))
    assert asked.most == 1
    assert asked.order == ["0", "1", "2", "3", "4", "5"]
    for start, answer in zip(asked.started[1:], asked.answered, strict=False):
        assert start >= answer + 0.01


async def test_other_domains_do_not_wait() -> None:
    asked = Asked()
    await asyncio.gather(*(asked.request(lane, 60.0, lane=lane) for lane in ("a.example", "b.example", "c.example")))
    assert asked.most == 3


async def test_the_next_step_of_a_request_goes_before_those_who_wait() -> None:
    asked = Asked()
    waiting = [asyncio.create_task(asked.request(name, 0.0)) for name in ("one", "two", "three")]
    await ticks(1)
    await asyncio.gather(asked.request("step", 0.0, first=True), *waiting)
    assert asked.order == ["one", "step", "two", "three"]


async def test_a_longer_pace_holds_for_whoever_asks_for_it() -> None:
    asked = Asked()
    await asked.request("quick", 0.0)
    await asked.request("slow", 0.03)
    assert asked.started[1] >= asked.answered[0] + 0.03


async def test_a_request_that_fails_counts_as_one() -> None:
    gate, loop = Gate(), asyncio.get_running_loop()
    failed: list[float] = []

    async def fail() -> None:
        async with gate.turn("example.org", 0.02):
            failed.append(loop.time())
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await fail()
    async with gate.turn("example.org", 0.02):
        assert loop.time() >= failed[0] + 0.02


async def test_whoever_gives_up_waiting_holds_up_nobody() -> None:
    asked = Asked()
    # The second waits so long for the pace that it is still waiting, however slow the machine, when it gives up.
    paces = (0.005, 600.0, 0.005, 0.005, 0.005)
    tasks = [asyncio.create_task(asked.request(str(number), pace)) for number, pace in enumerate(paces)]
    await ticks(2)
    tasks[0].cancel()  # under way
    tasks[2].cancel()  # waiting for its turn
    await ticks(4)
    tasks[1].cancel()  # has its turn and waits for the pace
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert [isinstance(each, asyncio.CancelledError) for each in done] == [True, True, True, False, False]
    assert asked.order == ["0", "3", "4"]


async def test_giving_up_at_the_moment_of_being_let_in_passes_the_turn_on() -> None:
    asked = Asked()
    gate = asked.gate
    async with gate.turn("example.org", 0.0):
        second = asyncio.create_task(asked.request("second", 0.0))
        third = asyncio.create_task(asked.request("third", 0.0))
        await ticks(2)
    second.cancel()
    await asyncio.gather(second, third, return_exceptions=True)
    assert asked.order == ["third"]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.booleans(), st.one_of(st.none(), st.integers(0, 40))),
        min_size=1,
        max_size=12,
    )
)
async def test_whoever_gives_up_whenever_a_domain_is_asked_by_one_at_a_time_and_never_stuck(
    requests: list[tuple[str, bool, int | None]],
) -> None:
    gate, now = Gate(), dict.fromkeys("ab", 0)

    async def ask(lane: str, first: bool) -> None:
        async with gate.turn(lane, 0.0, first=first) as turn:
            now[lane] += 1
            try:
                assert now[lane] == 1
                await ticks(2)
                turn.answered()
                await ticks(2)
            finally:
                now[lane] -= 1

    tasks = [asyncio.create_task(ask(lane, first)) for lane, first, _ in requests]
    for tick in range(41):
        for task, (_, _, given_up) in zip(tasks, requests, strict=True):
            if given_up == tick:
                task.cancel()
        await ticks(1)
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert not [each for each in done if isinstance(each, AssertionError)]
    assert all(each is None for each, (_, _, given_up) in zip(done, requests, strict=True) if given_up is None)
    async with asyncio.timeout(90.0):
        await asyncio.gather(ask("a", False), ask("b", False))


async def test_a_closed_gate_refuses_at_once_what_would_wait_too_long() -> None:
    gate = Gate()
    async with gate.turn("example.org", 0.0) as turn:
        turn.close_gate(3600.0, 429)
    with pytest.raises(SourceFault, match=r"asked us to wait \(429\)") as told:
        async with gate.turn("example.org", 0.0):
            pytest.fail("let in")
    assert told.value.status == 429
    assert told.value.retry_after == pytest.approx(3600.0, abs=120.0)
    async with gate.turn("other.example", 0.0):
        pass


async def test_all_who_wait_hear_it_when_the_gate_closes() -> None:
    gate = Gate()

    async def ask() -> None:
        async with gate.turn("example.org", 0.0):
            pytest.fail("let in")

    async with gate.turn("example.org", 0.0) as turn:
        waiting = [asyncio.create_task(ask()) for _ in range(3)]
        await ticks(2)
        turn.close_gate(3600.0, 503)
    told = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(each) for each in told] == [SourceFault] * 3


async def test_a_gate_closed_for_a_moment_is_waited_for_and_the_longer_time_holds() -> None:
    gate, loop = Gate(), asyncio.get_running_loop()
    async with gate.turn("example.org", 0.0) as turn:
        closed = loop.time()
        turn.close_gate(0.03, 503)
        turn.close_gate(0.01, 503)
    async with gate.turn("example.org", 0.0):
        assert loop.time() >= closed + 0.03


async def test_domains_that_lie_idle_are_forgotten_and_those_that_matter_are_not() -> None:
    gate = Gate(sweep=10, idle=0.0)
    async with gate.turn("closed.example", 0.0) as turn:
        turn.close_gate(3600.0, 429)
    async with gate.turn("busy.example", 0.0):
        for number in range(50):
            async with gate.turn(f"{number}.example", 0.0):
                pass
        assert len(gate) < 25
        with pytest.raises(SourceFault):
            async with gate.turn("closed.example", 0.0):
                pytest.fail("let in")
        assert "busy.example" in gate
