from simulator.clock import Clock


def test_a_clock_that_is_set_runs_on_from_there() -> None:
    real = [100.0]
    clock = Clock(lambda: real[0])
    clock.set(5000)
    real[0] += 7
    assert clock() == 5007
    clock.advance(60)
    assert clock() == 5067
