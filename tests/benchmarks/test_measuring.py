"""The yardstick itself: every program runs for real on tiny inputs, its marks equal ours, and all figures are told."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.jobs import TINY, jobs
from benchmarks.turns import Failed, in_turns, once

SMALL = {job.name: job for job in jobs(TINY)}
TRIED = ("wide", "long", "relative", "trend", "surveys", "gaps", "gates", "help")


def test_programs_come_to_equal_marks_and_every_figure_is_told(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    main(["--small", "--data", str(tmp_path / "data"), "--json", str(tmp_path / "bench.json"), *TRIED])

    told = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    printed = capsys.readouterr().out
    assert [job["job"] for job in told["jobs"]] == list(TRIED)
    assert {"date", "cpus", "platform", "small", "versions"} <= told.keys()
    assert max(map(len, printed.splitlines())) <= 100
    for figures in told["jobs"]:
        job = SMALL[figures["job"]]
        assert bool(figures["equal_marks"]) == bool(job.checked)
        assert set(figures["contestants"]) == set(job.programs)
        assert [target["of"] for target in figures["targets"]] == [target.name for target in job.targets]
        for who, one in figures["contestants"].items():
            assert one["low"] <= one["median"] <= one["high"]
            assert one["mebibytes"] > 1
            assert ("ours_to_this" in one) == (who != "ours")


def test_a_job_that_is_not_known_is_answered_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--small", "wdie"])
    assert "there is no job wdie; there are wide, " in capsys.readouterr().err


def test_commands_run_in_turns(tmp_path: Path) -> None:
    said = tmp_path / "said"
    program = f"import sys; open({str(said)!r}, 'a').write(sys.argv[1])"

    figures = in_turns({who: [sys.executable, "-c", program, who] for who in "AB"}, runs=3)

    assert said.read_text() == "ABABAB"
    assert [len(figures[who].seconds) for who in "AB"] == [3, 3]


def test_memory_is_that_of_the_command() -> None:
    plain, heavy = (once([sys.executable, "-c", code])[1] for code in ("", "x = b'1' * (200 << 20)"))
    assert heavy - plain == pytest.approx(200, abs=20)


@pytest.mark.parametrize(
    ("code", "limits", "told"),
    [
        ("raise ValueError('no such column')", {}, "ValueError: no such column"),
        ("x = b'1' * (300 << 20)\nwhile True: pass", {"mebibytes": 200}, "needs more than"),
        ("while True: pass", {"seconds": 0.5}, "takes more than 0.5 s"),
    ],
)
def test_what_does_not_come_to_its_end_is_told(code: str, limits: dict[str, float], told: str) -> None:
    with pytest.raises(Failed, match=told):
        once([sys.executable, "-c", code], **limits)
