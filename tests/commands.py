"""The command, as a person runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import traceback
import warnings
from pathlib import Path
from typing import IO, NoReturn

from handouts.cli import app

ROOT = Path(__file__).parent.parent


def command(*arguments: str, cwd: Path | None = None, timeout: int = 0) -> subprocess.CompletedProcess[str]:
    """What the command says and its exit code; in a fork of this process, which has all imported already, or in a
    process of its own where there are no forks. Where it could hang it is ended after `timeout` seconds."""
    return _forked(arguments, cwd, timeout) if hasattr(os, "fork") else of_its_own(*arguments, cwd=cwd, timeout=timeout)


def of_its_own(*arguments: str, cwd: Path | None = None, timeout: int = 0) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, beside the whole library."""
    return subprocess.run(
        [sys.executable, str(ROOT / "generate.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "200"},
        timeout=timeout or None,
    )


def _forked(arguments: tuple[str, ...], cwd: Path | None, timeout: int) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # the runner's threads are idle
            child = os.fork()
        if not child:
            signal.alarm(timeout)
            _as_the_command(arguments, cwd, out, err)
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(arguments, os.waitstatus_to_exitcode(status), out.read(), err.read())


def _as_the_command(arguments: tuple[str, ...], cwd: Path | None, out: IO[str], err: IO[str]) -> NoReturn:
    """This process becomes the command: nothing of the tests runs in it any more."""
    code: object = 1
    try:
        for number, file in enumerate((os.open(os.devnull, os.O_RDONLY), out.fileno(), err.fileno())):
            os.dup2(file, number)
        sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
        os.chdir(cwd or Path.cwd())
        os.environ["COLUMNS"] = "200"
        sys.argv = ["generate.py", *arguments]
        app.main()
        code = 0
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else int(code is not None))


def hears_signals() -> None:
    """For a new process, before it begins: as in a terminal, even where the tests themselves were started to live on
    without one (nohup)."""
    for each in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(each, signal.SIG_DFL)
