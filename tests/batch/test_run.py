"""Whatever happens to a run, it is ended by the next one: no fact is lost, none is there twice."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import batch_hooks
import pytest
from batch_hooks import quick

from pipeline.batch.inputs import Selection
from pipeline.batch.outputs import replace_file
from pipeline.batch.run import Job, Summary, run_batch
from pipeline.batch.store import NAME as STATE
from pipeline.batch.tally import Tally
from pipeline.errors import MednewsError

Write = Callable[..., Path]


def do(job: Job, **changes: Any) -> Summary:
    return run_batch(job._replace(**changes), make_work=quick)


def read(job: Job, name: str = "facts.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (job.output / name).read_bytes().splitlines()]


def files(job: Job) -> tuple[bytes, bytes]:
    return (job.output / "facts.jsonl").read_bytes(), (job.output / "articles.jsonl").read_bytes()


def undisturbed(job: Job) -> tuple[bytes, bytes]:
    other = job._replace(output=job.output.with_name("undisturbed"))
    do(other)
    return files(other)


class TestOutputs:
    def test_lines_stand_in_the_order_of_sources_however_many_workers(
        self, articles: Write, job: Job
    ) -> None:
        articles(30)
        do(job, workers=3)
        assert files(job) == undisturbed(job._replace(workers=1))
        assert [fact["article"] for fact in read(job)] == [f"{n:03}" for n in range(30) for _ in range(3)]

    def test_run_json_tells_what_was_done_and_with_what(self, articles: Write, job: Job) -> None:
        articles(3, bad="fail")
        do(job)
        run = json.loads((job.output / "run.json").read_text())
        assert run["status"] == "done"
        assert run["this_run"] == {"articles": 3, "facts": 9, "words": 6, "failed": 1, "skipped": 0}
        assert run["outputs"] == {"articles": 3, "facts": 9, "words": 6, "failed": 1}
        assert run["options"]["workers"] == 2
        assert {"mednews", "python", "spacy"} <= set(run["versions"])
        assert all(len(run[digest]) == 64 for digest in ("models", "code", "rules"))

    def test_articles_of_one_name_are_called_by_their_paths(self, articles: Write, job: Job) -> None:
        folder = articles(1, x="one")
        (folder.parent / "x.txt").write_text("two")
        do(job, selection=Selection((str(folder), str(folder.parent / "x.txt"))))
        ids = {fact["article"] for fact in read(job)}
        assert ids == {"000", str(folder / "x.txt"), str(folder.parent / "x.txt")}
        assert {line["article"]["id"] for line in read(job, "articles.jsonl")} == ids

    def test_a_file_that_is_given_twice_is_there_once(self, articles: Write, job: Job) -> None:
        folder = articles(2)
        do(job, selection=Selection((str(folder), str(folder / "001.txt"), str(folder))))
        assert files(job) == undisturbed(job)

    def test_a_file_that_cannot_be_finished_leaves_the_older_one(self, tmp_path: Path) -> None:
        path = tmp_path / "facts.jsonl"
        path.write_text("older\n")
        with pytest.raises(ZeroDivisionError), replace_file(path) as file:
            file.write(b"half a li" * (1 // 0))
        assert path.read_text() == "older\n"
        assert list(tmp_path.iterdir()) == [path]


class TestResume:
    def test_what_is_done_is_not_done_again(self, articles: Write, job: Job) -> None:
        articles(8)
        do(job, limit=5)
        assert len(read(job)) == 15
        tally = do(job).tally
        assert (tally.articles, tally.skipped) == (3, 5)
        assert files(job) == undisturbed(job)

    def test_a_changed_input_takes_the_place_of_what_it_was(self, articles: Write, job: Job) -> None:
        articles(3)
        do(job)
        articles(0, **{"001": "now this"})
        assert do(job).tally.articles == 1
        assert files(job) == undisturbed(job)

    def test_an_input_that_fails_since_it_changed_has_no_facts_left(self, articles: Write, job: Job) -> None:
        articles(2)
        do(job)
        articles(0, **{"001": "fail"})
        do(job)
        assert {fact["article"] for fact in read(job)} == {"000"}
        articles(0, **{"001": "good again"})
        do(job)
        assert read(job, "errors.jsonl") == []
        assert files(job) == undisturbed(job)

    def test_other_rules_do_everything_again(
        self, articles: Write, job: Job, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        articles(2)
        do(job)
        monkeypatch.setattr("pipeline.batch.run.hash_models", lambda: "others")
        assert do(job).tally.articles == 2
        assert files(job) == undisturbed(job)

    def test_failed_articles_are_tried_again_when_asked(self, articles: Write, job: Job) -> None:
        articles(1, bad="fail")
        assert do(job).tally.failed == 1
        assert do(job).tally.failed == 0
        assert do(job, retry_failed=True).tally.failed == 1
        assert [line["path"] for line in read(job, "errors.jsonl")] == [str(articles() / "bad.txt")]

    def test_a_file_that_vanishes_keeps_its_facts(self, articles: Write, job: Job) -> None:
        folder = articles(2)
        selection = Selection(tuple(str(folder / f"{number:03}.txt") for number in range(2)))
        do(job, selection=selection)
        before = files(job)
        (folder / "001.txt").unlink()
        do(job, selection=selection)
        assert files(job) == before
        assert [line["message"] for line in read(job, "errors.jsonl")] == ["no such file"]

    def test_fresh_forgets(self, articles: Write, job: Job) -> None:
        folder = articles(2)
        do(job)
        (folder / "000.txt").unlink()
        do(job)
        assert {fact["article"] for fact in read(job)} == {"000", "001"}
        do(job, fresh=True)
        assert {fact["article"] for fact in read(job)} == {"001"}


def start(job: Job) -> subprocess.Popen[str]:
    """The same batch, in a process group of its own."""
    command = [sys.executable, batch_hooks.__file__, job.selection.inputs[0], str(job.output)]
    path = os.pathsep.join(part for part in sys.path if part)
    return subprocess.Popen(
        command,
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for(process: subprocess.Popen[str], items: int) -> None:
    assert process.stdout is not None
    for _ in range(items):
        assert process.stdout.readline()


class TestKilled:
    def test_kill_9_at_random_moments(self, articles: Write, job: Job) -> None:
        articles(300)
        moments = random.Random(6)
        for _ in range(5):
            process = start(job)
            wait_for(process, moments.randint(5, 50))
            process.kill()
            process.communicate()
            assert not (job.output / "facts.jsonl").exists()
        tally = do(job).tally
        assert tally.skipped > 0
        assert tally.skipped + tally.articles == 300
        assert files(job) == undisturbed(job)

    def test_a_torn_tail_costs_what_stood_in_it(self, articles: Write, job: Job) -> None:
        articles(200)
        process = start(job)
        wait_for(process, 120)
        process.kill()
        process.communicate()
        log = job.output / f"{STATE}-wal"
        whole = log.read_bytes()
        log.write_bytes(whole[: len(whole) * 2 // 3] + b"\0garbage" * 9)
        do(job)
        assert files(job) == undisturbed(job)

    def test_torn_outputs_are_made_anew(self, articles: Write, job: Job) -> None:
        articles(3)
        do(job)
        before = files(job)
        (job.output / "facts.jsonl").write_bytes(before[0][:-7])
        do(job)
        assert files(job) == before

    def test_ctrl_c_finishes_what_is_in_hand_and_says_how_to_go_on(self, articles: Write, job: Job) -> None:
        articles(300)
        process = start(job)
        wait_for(process, 20)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate()
        assert process.returncode == 130
        assert "the same command goes on from here" in told
        assert "Traceback" not in told
        done = len(read(job, "articles.jsonl"))
        assert 20 <= done < 300
        assert len(read(job)) == 3 * done
        assert json.loads((job.output / "run.json").read_text())["status"] == "interrupted"
        tally = do(job).tally
        assert (tally.skipped, tally.articles) == (done, 300 - done)
        assert files(job) == undisturbed(job)


class TestWorkers:
    def test_a_worker_that_is_killed_costs_nothing(self, articles: Write, job: Job) -> None:
        articles(60)

        def tell(tally: Tally) -> None:
            if tally.articles in (10, 30):
                os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)

        tally = run_batch(job, make_work=quick, tell=tell).tally
        assert (tally.articles, tally.failed) == (60, 0)
        assert files(job) == undisturbed(job)

    def test_an_article_that_kills_once_is_done_the_second_time(
        self, articles: Write, job: Job, tmp_path: Path
    ) -> None:
        articles(5, odd=f"once {tmp_path / 'marker'}")
        tally = do(job).tally
        assert (tally.articles, tally.failed) == (6, 0)

    def test_an_article_that_kills_twice_is_set_apart(self, articles: Write, job: Job) -> None:
        folder = articles(20, bad="die")
        assert do(job).held.articles == 20
        (line,) = read(job, "errors.jsonl")
        assert line["path"] == str(folder / "bad.txt")
        assert (line["stage"], line["error"]) == ("worker", "WorkerDied")
        assert "SIGKILL" in line["message"]
        assert "--retry-failed" in line["hint"]
        assert do(job).tally.failed == 0  # it is not tried a third time

    def test_an_article_that_hangs_is_set_apart(self, articles: Write, job: Job) -> None:
        articles(20, bad="hang", worse="hang")
        assert do(job, timeout=0.3).held.articles == 20
        lines = read(job, "errors.jsonl")
        assert [line["error"] for line in lines] == ["ArticleTimeout"] * 2
        assert lines[0]["message"] == "took more than 0.3 s, twice"
        assert not multiprocessing.active_children()

    def test_workers_that_never_start_end_the_run(self, articles: Write, job: Job) -> None:
        articles(2)
        with pytest.raises(MednewsError, match="exit code 3"):
            run_batch(job, make_work=batch_hooks.broken)


class TestPlaces:
    def test_two_runs_on_one_output_exclude_each_other(self, articles: Write, job: Job) -> None:
        articles(100)
        process = start(job)
        wait_for(process, 1)
        with pytest.raises(MednewsError, match="another run is writing here"):
            do(job)
        process.kill()
        process.communicate()
        assert do(job).held.articles == 100

    def test_outputs_of_something_else_are_not_written_over(self, articles: Write, job: Job) -> None:
        articles(1)
        job.output.mkdir()
        (job.output / "facts.jsonl").write_text("mine")
        with pytest.raises(MednewsError, match="is there, but not"):
            do(job)
        assert (job.output / "facts.jsonl").read_text() == "mine"

    def test_a_state_that_is_none(self, articles: Write, job: Job) -> None:
        articles(1)
        job.output.mkdir()
        (job.output / STATE).write_bytes(b"no database at all" * 100)
        with pytest.raises(MednewsError) as caught:
            do(job)
        assert "--fresh" in (caught.value.hint or "")
        assert do(job, fresh=True).held.articles == 1

    def test_an_output_below_a_file(self, articles: Write, job: Job) -> None:
        folder = articles(1)
        with pytest.raises(MednewsError, match="cannot be written"):
            do(job, output=folder / "000.txt" / "out")

    def test_a_read_only_disk(self, articles: Write, job: Job, mount: Callable[[str], Path]) -> None:
        articles(1)
        with pytest.raises(MednewsError, match="cannot be written: Read-only") as caught:
            do(job, output=mount("ro") / "out")
        assert caught.value.hint

    def test_a_disk_that_fills_up(self, articles: Write, job: Job, mount: Callable[[str], Path]) -> None:
        articles(300)
        job = job._replace(output=mount("size=512k"))
        with pytest.raises(MednewsError) as caught:
            do(job)
        assert "make room" in (caught.value.hint or "")
        assert not (job.output / "facts.jsonl").exists()
        assert not multiprocessing.active_children()
        mount("size=50m")
        do(job)
        expected = job._replace(output=job.output.parent / "out")
        do(expected)
        assert files(job) == files(expected)
