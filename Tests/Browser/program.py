"""The real program, started for a test on a database of its own."""
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("GRANVILLE_BINARY", ROOT / ".build/debug/granville"))
POSTGRES = os.environ.get("GRANVILLE_TEST_POSTGRES")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    """`granville demo` in a temporary folder, or `init` and `serve` for a council without anything. On PostgreSQL it has
    a schema of its own."""

    LOGIN = "jo.bright@sallowby.example"
    PASSWORD = "kettle lantern orchard seven"

    def __init__(self, engine="sqlite", empty=False):
        self.engine = engine
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="granville-browser-"))
        self.schema = None
        self.database = None
        options = []
        if engine == "postgres":
            self.schema = "b" + uuid.uuid4().hex
            self._psql(f"CREATE SCHEMA {self.schema}")
            mark = "&" if "?" in POSTGRES else "?"
            self.database = f"{POSTGRES}{mark}options=-csearch_path%3D{self.schema}"
            options = ["--database", self.database]
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = open(self.folder / "program.log", "wb")
        if empty:
            (self.folder / "password").write_text(self.PASSWORD + "\n")
            subprocess.run(
                [BINARY, "init", "--data", self.folder / "data", "--organisation", "Sallowby District Council", "--name", "Jo Bright",
                 "--login", self.LOGIN, "--password-file", self.folder / "password", *options],
                check=True, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT)
        self.process = subprocess.Popen(
            [BINARY, "serve" if empty else "demo", "--data", self.folder / "data", "--port", str(self.port), "--requests-per-second", "0", *options],
            stdout=self.log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        self._wait()

    def _wait(self, seconds=90):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError("the program ended:\n" + self.words())
            try:
                with urllib.request.urlopen(self.address + "/health", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"the program gave no answer in {seconds} seconds:\n" + self.words())

    def words(self):
        """What the program said."""
        return (self.folder / "program.log").read_text(errors="replace")

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        if self.schema:
            self._psql(f"DROP SCHEMA {self.schema} CASCADE")
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _psql(statement):
        subprocess.run(["psql", "-qX", "-c", statement, POSTGRES], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.PIPE)

