"""Before Spark is started: whether there is a Java for it and a cluster, told at once and in words for who asked."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from scoring.errors import ClusterError
from scoring.words import Text

JAVA = 17
"""The oldest Java that this Spark runs on."""
_PORT = 7077

_NO_JAVA = Text(
    "找不到 Java（{where}）。用 Spark 计算需要 Java {least} 或更新的版本，请先安装，如 Debian 上："
    "apt-get install default-jre-headless",
    "there is no Java ({where}). Spark needs Java {least} or newer: install it, on Debian apt-get install "
    "default-jre-headless",
)
_OLD_JAVA = Text(
    "Java 的版本是 {found}（{where}），用 Spark 计算需要 {least} 或更新的版本。请升级，或把 JAVA_HOME 指到新版本",
    "Java is version {found} ({where}); Spark needs {least} or newer. Upgrade it, or point JAVA_HOME at a newer one",
)
_NOT_REACHED = Text(
    "连接不上 Spark 集群 {master}：{error}。请核对 --master 的地址，确认集群已经启动",
    "cannot reach the Spark cluster {master}: {error}. Check the address given as --master, and that the cluster runs",
)


def look_for_java() -> None:
    """See to it that the Java which Spark would start is there and new enough.

    Raises:
        ClusterError: it is not.
    """
    home = os.environ.get("JAVA_HOME", "")
    where = f"JAVA_HOME={home}" if home else "PATH"
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if java is None:
        raise ClusterError(_NO_JAVA.with_(least=JAVA, where=where))
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603
    found = told.partition('"')[2].partition('"')[0]
    # Up to version 8 it was called 1.8.
    major = found.removeprefix("1.").partition(".")[0]
    if major.isdigit() and int(major) < JAVA:
        raise ClusterError(_OLD_JAVA.with_(found=found, where=java, least=JAVA))


def look_for_master(master: str) -> None:
    """See to it that somebody listens at the address of a cluster of Spark's own: Spark would try for a minute.

    Raises:
        ClusterError: nobody does.
    """
    if not master.startswith("spark://"):
        return
    refused: OSError | ValueError | None = None
    # Of several masters one stands by for another.
    for one in master.removeprefix("spark://").split(","):
        try:
            address = urlsplit(f"spark://{one}")
            with socket.create_connection((address.hostname or "", address.port or _PORT), timeout=5):
                return
        except (OSError, ValueError) as error:
            refused = error
    raise not_reached(master, getattr(refused, "strerror", None) or str(refused))


def not_reached(master: str, error: str) -> ClusterError:
    """The error of a cluster that cannot be joined."""
    return ClusterError(_NOT_REACHED.with_(master=master, error=error))
