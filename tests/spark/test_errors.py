"""What keeps Spark from scoring, each broken for real: told in both languages, with what mends it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from scoring.engine.engines import Engine
from scoring.errors import ClusterError, EngineFault
from tests.spark.cluster import LOOPBACK, Cluster

EXAMPLE = Path("docs/examples/zh").absolute()
COMMAND = "from scoring.cli.main import main; raise SystemExit(main())"


def said(folder: Path, *options: str, before: str = "pass", **environment: str) -> str:
    """What the command says where it cannot score, in the language asked for."""
    files = [f"{EXAMPLE}/rubric.yaml", f"{EXAMPLE}/inputs", "-o", f"{folder}/ranked.xlsx"]
    done = subprocess.run(
        [sys.executable, "-c", f"{before}; {COMMAND}", "run", *files, "--quiet", *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 1
    assert not (folder / "ranked.xlsx").exists()
    assert "Traceback" not in done.stderr
    return done.stderr


ROWS = pl.DataFrame({"a": ["1", "2", "3"]})
SPARK = ("--engine", "spark", "--master", "local[1]")


def test_without_its_packages_it_says_what_to_install(tmp_path: Path) -> None:
    gone = "import sys; sys.modules['pyspark'] = sys.modules['sqlglot'] = None"
    assert "pip install 'scoring[spark]'" in said(tmp_path, *SPARK, before=gone)
    assert "is not installed (pyspark, sqlglot)" in said(tmp_path, *SPARK, "--lang", "en", before=gone)


def test_without_java_it_says_what_to_install(tmp_path: Path) -> None:
    nowhere = {"PATH": str(tmp_path), "JAVA_HOME": ""}
    assert "找不到 Java（PATH）" in said(tmp_path, *SPARK, **nowhere)
    home = {"JAVA_HOME": str(tmp_path)}
    assert f"there is no Java (JAVA_HOME={tmp_path})" in said(tmp_path, *SPARK, "--lang", "en", **home)


def test_an_old_java_is_named_with_its_version(tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n", encoding="utf-8")
    java.chmod(0o755)
    assert "Java 的版本是 1.8.0_402" in said(tmp_path, *SPARK, JAVA_HOME=str(tmp_path))
    assert "Java is version 1.8.0_402" in said(tmp_path, *SPARK, "--lang", "en", JAVA_HOME=str(tmp_path))


def test_a_cluster_must_be_named_and_only_for_spark(tmp_path: Path) -> None:
    assert "--master spark://主机:7077" in said(tmp_path, "--engine", "spark")
    assert "--master spark://host:7077" in said(tmp_path, "--engine", "spark", "--lang", "en")
    assert "只用于 Spark" in said(tmp_path, "--master", "spark://host:7077")
    assert "is for Spark" in said(tmp_path, "--master", "spark://host:7077", "--lang", "en")


def test_a_master_nobody_listens_at_is_told_at_once(tmp_path: Path) -> None:
    with socket.socket() as asked:
        asked.bind((LOOPBACK, 0))
        # Bound and not listening: nobody else can take the port, and nobody answers.
        nobody = f"spark://{LOOPBACK}:{asked.getsockname()[1]}"
        where = ("--engine", "spark", "--master", nobody)
        assert f"连接不上 Spark 集群 {nobody}" in said(tmp_path, *where)
        assert f"cannot reach the Spark cluster {nobody}" in said(tmp_path, *where, "--lang", "en")


def test_an_address_that_is_none_is_told_as_such(tmp_path: Path) -> None:
    assert "连接不上 Spark 集群 nonsense" in said(tmp_path, "--engine", "spark", "--master", "nonsense")


def test_a_cluster_without_room_says_how_much_it_needs(cluster: Cluster) -> None:
    asked = (
        "import sys; from scoring.engine import application, spark; from scoring.errors import ClusterError\n"
        "application.PATIENCE = 3\n"
        "try: spark.Session(sys.argv[1])\n"
        "except ClusterError as error: print(error.say('zh'), error.say('en'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked, cluster.url],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "SPARK_EXECUTOR_MEMORY": "64g"},
    )
    assert "在3秒内没有分配计算进程" in done.stdout
    assert "每个进程需要 64g" in done.stdout
    assert "gave no executor within 3 seconds" in done.stdout
    assert "needs 64g; the environment variable SPARK_EXECUTOR_MEMORY" in done.stdout


def test_a_step_that_fails_says_which(spark: Engine) -> None:
    session = spark.open()
    with pytest.raises(EngineFault) as raised:
        session.frame("SELECT 1 // 0 AS x", "halves")
    assert raised.value.step == "halves"
    assert "计算步骤“halves”失败" in raised.value.say("zh")
    assert "DIVIDE_BY_ZERO" in raised.value.say("en")


def test_a_step_that_needs_more_memory_than_an_executor_has_says_so(spark: Engine) -> None:
    session = spark.open()
    session.load({"t": ROWS})
    with pytest.raises(ClusterError) as raised:
        session.frame("SELECT max(length(repeat(a, 800000000))) AS x FROM t", "long")
    assert "lost its executors in step 'long'" in raised.value.say("en")
    assert "SPARK_EXECUTOR_MEMORY" in raised.value.say("zh")
    # The cluster goes on.
    assert session.frame("SELECT 1 AS x")["x"].to_list() == [1]
