"""The demonstration's council, made once, and its plans taken out by the real program."""
import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("GRANVILLE_BINARY", ROOT / ".build/debug/granville"))
LAYOUTS = ["objectives", "actions"]
FORMATS = ["odt", "ods", "docx", "xlsx", "csv", "json"]


class Council:
    def __init__(self):
        self.place = tempfile.TemporaryDirectory(prefix="granville-office-")
        self.folder = pathlib.Path(self.place.name)
        self.data = self.folder / "data"
        self.run("demo", "--make-only")
        # Words that programs stumble over.
        hard = self.folder / "hard.csv"
        hard.write_text(
            "Objective,Level,Action,Lead,Deadline,Progress update\r\n"
            "Everybody knows,Red 03/17,=SUM(A1:A9) is written,HSSC,31/09/17,@home\r\n"
            "Everybody knows,,\"+44 1234, \"\"quoted\"\"\",HSSC,Ongoing,\"two\nlines\"\r\n"
            "שורה שנייה,Green 06/17,شورى المجلس e\u0301te\u0301,HSSC,N/A,-5 | <b>&amp;\r\n", encoding="utf-8")
        self.run("plan", "import", hard, "--yes", "--title", "Our hard plan")
        self.plans = json.loads(self.run("plan", "list", "--json"))["plans"]

    def run(self, *arguments):
        done = subprocess.run(
            [BINARY, *map(str, arguments), "--data", self.data], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def export(self, plan, layout, form):
        """The file's path."""
        path = self.folder / f"{plan['id']}-{layout}.{form}"
        if not path.exists():
            self.run("plan", "export", path, "--plan", plan["id"], "--layout", layout)
        return path

    def proposes_nothing(self, path, plan):
        """True where bringing the file in would change nothing. Where it would, the program asks, and there is nobody."""
        done = subprocess.run(
            [BINARY, "plan", "import", path, "--into", plan["id"], "--json", "--data", self.data],
            capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode:
            assert "There is no terminal to ask" in done.stderr, done.stderr
            print(done.stderr)
            return False
        return json.loads(done.stdout)["import"] is None

    def table(self, plan, layout):
        """Headings and records, from the JSON file."""
        tables = json.loads(self.export(plan, layout, "json").read_text(encoding="utf-8"))["tables"]
        return tables[0]["columns"], tables[0]["rows"]


def convert(path, form, into):
    """What LibreOffice makes of the file."""
    into.mkdir(exist_ok=True)
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{into}/profile", "--headless", "--convert-to", form, "--outdir", into, path],
        capture_output=True, text=True, timeout=180)
    made = into / (path.stem + "." + form.split(":")[0])
    assert made.exists(), done.stdout + done.stderr
    return made
