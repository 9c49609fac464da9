#!/usr/bin/env python3
"""Measures the program over HTTP, signed in, beside its own empty page and a bare SQLite loop, on this computer only.

CPU per request, from /proc, is the figure to trust: the load itself takes part of the same cores, so rates vary more.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[1]
CONNECTIONS = 16
TICK = os.sysconf("SC_CLK_TCK")

NOTE = "form={form}&text=Met+the+police%3B+the+route+is+agreed+and+goes+to+the+board."
# The last step of the public form, which brings along what was answered on the others.
FILING = "&".join([
    "step=code", "lang=en", "press=continue", "form={form}", "code={code}", "ending={ending}", "saved=yes",
    urllib.parse.urlencode({
        "seen": "yes", "danger": "no", "where": "The car wash behind the old mill, by the ring road", "when": "today", "still": "",
        "who": "adult", "howMany": "4", "more": "", "contact": "none",
        "what": "Four people work from six in the morning. The man who takes the money drives them, holds their papers, and answers "
                "for them. One has a bad hand. They sleep in the container behind the car wash.",
    })])

# What is promised: (name of the figure, at most or at least, limit).
PROMISES = [
    ("objective page, empty routes", "at most", 5),
    ("work list, empty routes", "at most", 10),
    ("durable note, empty routes", "at most", 8),
    ("durable note, share of the bare loop's rate", "at least", 0.5),
    ("dearest growth from small to large", "at most", 1.3),
    ("filed concern, empty routes", "at most", 12),
    ("filed concern, share of the bare loop's rate", "at least", 1 / 3),
    ("queue of concerns, empty routes", "at most", 10),
    ("opened case, empty routes", "at most", 15),
    ("import of a plan, ms", "at most", 50),
    ("first answer after start, ms", "at most", 150),
    ("resident after the run, MB", "at most", 64),
    ("check of 1,000,000 exported entries, share of SHA-256's speed", "at least", 0.5),
    ("check of 1,000,000 exported entries, resident MB", "at most", 64),
    ("export of a 10,000-action plan to each format, s", "at most", 2),
    ("export of a 10,000-action plan to each format, resident MB", "at most", 128),
    ("errors", "at most", 0),
]


def say(words):
    print(words, file=sys.stderr, flush=True)


class Program:
    def __init__(self, binary, folder, database=None):
        self.binary, self.folder, self.database = binary, folder, database
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = None

    def command(self, *more):
        return [self.binary, "demo", "--data", self.folder, *(["--database", self.database] if self.database else []), *more]

    def make(self):
        subprocess.run(self.command("--make-only"), check=True, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)

    def start(self):
        """Starts it; the milliseconds to the first answer."""
        began = time.perf_counter()
        self.process = subprocess.Popen(
            self.command("--port", str(self.port), "--requests-per-second", "0", "--public-concerns", "0"), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while time.perf_counter() - began < 60:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=5) as wire:
                    wire.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    if b" 200 " in wire.recv(4096):
                        return (time.perf_counter() - began) * 1000
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.0005)
        raise SystemExit("the program did not start: " + " ".join(map(str, self.command())))

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(30)
            self.process = None

    def cpu(self):
        """Seconds of user and system time so far."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def resident(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) / 1024

    def sign_in(self, role):
        """The cookie of the first demonstration person whose button names the role."""
        page = self.get("/sign-in")
        for account, words in re.findall(r'name="account" value="([^"]+)".*?<button[^>]*>([^<]*)</button>', page, re.S):
            if role.lower() in words.lower():
                break
        else:
            raise SystemExit(f"nobody to sign in as a {role}")
        answer = self.post("/sign-in/demonstration", urllib.parse.urlencode({"account": account, "to": "/"}))
        if answer.status != 303:
            raise SystemExit("signing in gave no session")
        return answer.headers["Set-Cookie"].split(";")[0]

    def post(self, path, body, cookie=""):
        """The answer itself, where it leads elsewhere too."""
        request = urllib.request.Request(
            self.address + path, data=body.encode(), headers={"Sec-Fetch-Site": "same-origin", "Cookie": cookie})
        try:
            return urllib.request.build_opener(Stay).open(request)
        except urllib.error.HTTPError as answer:
            return answer

    def get(self, path, cookie=""):
        with urllib.request.urlopen(urllib.request.Request(self.address + path, headers={"Cookie": cookie})) as answer:
            return answer.read().decode()


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the cookie is on the first answer."""
    def redirect_request(self, *_):
        return None


def load(program, paths, cookie, seconds, body=""):
    """One run of wrk over the paths; rate, latency, errors, and the program's CPU for each request."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as file:
        file.write("\n".join(paths) + "\n")
    environment = dict(os.environ, COOKIE=cookie, PATHS=file.name, BODY=body, RUN=str(time.time_ns()))
    before = program.cpu()
    output = subprocess.run(
        ["wrk", "-t", "2", "-c", str(CONNECTIONS), "-d", f"{seconds}s", "--timeout", "10s", "-s", ROOT / "Benchmarks/load.lua",
         program.address],
        env=environment, capture_output=True, text=True)
    spent = program.cpu() - before
    os.unlink(file.name)
    found = re.search(r"^RESULT (.*)$", output.stdout, re.M)
    if not found:
        raise SystemExit("wrk gave no result:\n" + output.stdout + output.stderr)
    result = json.loads(found.group(1))
    requests = max(1, result["requests"])
    return {
        "cpu_us": spent / requests * 1e6, "rate": result["requests"] / result["seconds"], "p50_ms": result["p50_ms"],
        "p99_ms": result["p99_ms"], "errors": result["errors"], "requests": result["requests"],
    }


def bare_loop(bench, folder, concerns=0):
    """What the same rows cost without us, beside as many as there are."""
    figures = json.loads(subprocess.run(
        [bench, "bare", "--folder", folder, "--seconds", "2", "--concerns", str(concerns)],
        check=True, capture_output=True, text=True).stdout)
    for left in folder.glob("bare-*.db*"):
        left.unlink()
    return figures


def loads(program, cases, bench, of, options, concerns=0):
    """Each case under load, and the bare loops around those that write."""
    results, bare = {}, None
    for name, paths, cookie, body in cases:
        say(f"{of}: {name}…")
        load(program, paths, cookie, 1, body)
        # A shared disk is twice as fast in one minute as in the next: the bare loop runs on both sides of the writes.
        before = bare_loop(bench, options.work, concerns) if body else None
        results[name] = load(program, paths, cookie, options.seconds, body)
        if before:
            after = bare_loop(bench, options.work, concerns)
            bare = {name: (before[name] + after[name]) / 2 for name in before}
    return results, bare


def concerns(binary, bench, actions, options):
    """The council of the last size after it got many concerns: filing one, the queue, an opened case."""
    program = Program(binary, options.work / f"council-{actions}", options.database)
    say(f"{options.concerns:,} concerns: filling…")
    began = time.perf_counter()
    sample = json.loads(subprocess.run(
        [bench, "concerns", "--data", program.folder, "--concerns", str(options.concerns),
         *(["--database", options.database] if options.database else [])],
        check=True, capture_output=True, text=True).stdout)
    filled = time.perf_counter() - began
    started = program.start()
    try:
        cookie = program.sign_in("single point of contact")
        filing = FILING
        for place, value in {"{form}": "probe", "{code}": "K7QM2XWD" * 3 + "9F3T", "{ending}": "9F3T"}.items():
            filing = filing.replace(place, value)
        assert program.post("/tell-us", filing).headers["Location"] == "/tell-us/sent", "a concern was not filed"
        listed = set(re.findall(r'href="/concerns/([0-9a-f-]{36})"', program.get("/concerns", cookie)))
        assert len(listed) == 25, "the queue has not 25 rows"
        opened = [f"/cases/{case}" for case in sample["cases"]]
        for path in opened:
            assert program.post(f"{path}/open", "purpose=working&words=", cookie).status == 303, "a case was not opened"
            assert "Oakhanger" in program.get(path, cookie), "the case shows nobody"
        cases = [
            ("empty route", ["/health"], "", ""), ("queue of concerns", ["/concerns"], cookie, ""),
            ("opened case", opened, cookie, ""), ("filed concern", ["/tell-us"], "", FILING),
        ]
        results, bare = loads(program, cases, bench, f"{options.concerns:,} concerns", options, options.concerns)
        return {
            "concerns": sample["concerns"], "fill_seconds": filled, "cases": results, "bare": bare,
            "resident_mb": program.resident(), "first_answer_ms": started,
        }
    finally:
        program.stop()


def measure(binary, bench, actions, options):
    """One size: everything over HTTP."""
    folder = options.work / f"council-{actions}"
    program = Program(binary, folder, options.database)
    say(f"{actions:,} actions: filling…")
    program.make()
    began = time.perf_counter()
    sample = json.loads(subprocess.run(
        [bench, "fill", "--data", folder, "--actions", str(actions),
         *(["--database", options.database] if options.database else [])],
        check=True, capture_output=True, text=True).stdout)
    filled = time.perf_counter() - began
    starts = []
    for _ in range(5):
        starts.append(program.start())
        program.stop()
    starts.append(program.start())
    try:
        cookie = program.sign_in("plan owner")
        plan = sample["plan"]
        objectives = [f"/plans/{plan}/objectives/{id}" for id in sample["objectives"]]
        notes = [f"/plans/{plan}/actions/{id}/notes" for id in sample["noted"]]
        # That what is measured is what is meant: pages with their content, not with an error.
        assert "Objective " in program.get(objectives[0], cookie), "the objective page shows no objective"
        listed = program.get("/work?show=all", cookie)
        assert len(set(re.findall(r"/actions/([0-9a-f-]{36})", listed))) == 25, "the work list has not 25 rows"
        cases = [
            ("empty route", ["/health"], "", ""), ("objective page", objectives, cookie, ""),
            ("work list", ["/work?show=all"], cookie, ""), ("durable note", notes, cookie, NOTE),
        ]
        results, bare = loads(program, cases, bench, f"{actions:,} actions", options)
        return {
            "actions": sample["actions"], "fill_seconds": filled, "cases": results, "bare": bare, "resident_mb": program.resident(),
            "first_answer_ms": statistics.median(starts), "first_answers_ms": starts,
        }
    finally:
        program.stop()


def plan_text():
    """A plan as a PDF gives it, of the size and shape of a real district's: 4 themes, 19 objectives, 30 actions."""
    heading = "Key objective\tCurrent level\tImprovement planned\tActions required\tLead officer\tDeadline\tProgress update"
    lines, actions = ["Easterley District Council", "Anti-slavery action plan", heading], 30
    deadlines = ["07/04/26", "Ongoing", "31/09/26", "N/A", "Waiting for the county's answer", "by end of May 2026"]
    for objective in range(19):
        if objective % 5 == 0:
            lines.append(f"{objective // 5 + 1} Theme of the plan that says what it is about in some words" + "\t" * 6)
        if objective in (6, 13):
            lines.append(heading)
        for turn in range(2 if actions > 19 - objective else 1):
            actions -= 1
            lines.append("\t".join([
                f"Objective {objective + 1}: all who meet the public know the signs, and whom to tell about them" if turn == 0 else "",
                f"{'Red' if turn == 0 else 'Amber'} 0{turn * 3 + 3}/26",
                "Training for all teams, with a short reminder each year" if turn == 0 else "",
                f"Agree with partners how concerns are passed on, and write it down where staff look, part {turn + 1}",
                ["HOCS", "HOCS/SM", "SM HOCS"][objective % 3], deadlines[(objective + turn) % 6],
                "Met the police on 12/03/26; the route is agreed and goes to the board" if objective % 2 else ""]))
    lines += ["", "HOCS - Head of Community Safety", "SM - Safeguarding Manager", ""]
    return "\n".join(lines)


def proof(bench, work):
    """The check of a million exported entries, in a process of its own."""
    folder = work / "export"
    subprocess.run([bench, "proof", folder, "--make", "1000000"], check=True)
    return json.loads(subprocess.run([bench, "proof", folder], check=True, capture_output=True, text=True).stdout)


def exports(bench, work):
    """A large plan to each format, each in a process of its own: the peak is then that format's alone."""
    folder = work / "large-plan"
    subprocess.run([bench, "export", folder, "--make", "10000"], check=True)
    formats = ("odt", "ods", "docx", "xlsx", "csv", "json")
    return {name: json.loads(subprocess.run(
        [bench, "export", folder, "--format", name], check=True, capture_output=True, text=True).stdout) for name in formats}


def promises(sizes, concerns, plan, proof, exports):
    small, large = sizes[0], sizes[-1]
    figures = {}
    for name in ("objective page", "work list", "durable note"):
        figures[f"{name}, empty routes"] = max(
            size["cases"][name]["cpu_us"] / size["cases"]["empty route"]["cpu_us"] for size in sizes)
    figures["durable note, share of the bare loop's rate"] = min(
        size["cases"]["durable note"]["rate"] / size["bare"]["note_loop_groups_of_16_per_second"] for size in sizes)
    figures["dearest growth from small to large"] = max(
        large["cases"][name]["cpu_us"] / small["cases"][name]["cpu_us"] for name in small["cases"])
    if concerns:
        for name in ("filed concern", "queue of concerns", "opened case"):
            figures[f"{name}, empty routes"] = concerns["cases"][name]["cpu_us"] / concerns["cases"]["empty route"]["cpu_us"]
        figures["filed concern, share of the bare loop's rate"] = (
            concerns["cases"]["filed concern"]["rate"] / concerns["bare"]["filing_loop_groups_of_16_per_second"])
    figures["import of a plan, ms"] = plan["first_milliseconds"]
    figures["first answer after start, ms"] = max(size["first_answer_ms"] for size in sizes)
    measured = sizes + ([concerns] if concerns else [])
    figures["resident after the run, MB"] = max(one["resident_mb"] for one in measured)
    # Over the same messages: each entry and each node hashed once, one after the other.
    figures["check of 1,000,000 exported entries, share of SHA-256's speed"] = proof["messages_seconds"] / proof["check_seconds"]
    figures["check of 1,000,000 exported entries, resident MB"] = proof["resident_mb"]
    figures["export of a 10,000-action plan to each format, s"] = max(one["seconds"] for one in exports.values())
    figures["export of a 10,000-action plan to each format, resident MB"] = max(one["resident_mb"] for one in exports.values())
    figures["errors"] = sum(case["errors"] for one in measured for case in one["cases"].values())
    return [
        {"figure": name, "value": figures[name], "promise": f"{direction} {limit}",
         "kept": figures[name] <= limit if direction == "at most" else figures[name] >= limit}
        for name, direction, limit in PROMISES if name in figures
    ]


def table(report):
    lines = []
    measured = [(f"{size['actions']:,} actions", size) for size in report["sizes"]]
    if report["concerns"]:
        measured.append((f"{report['concerns']['concerns']:,} concerns", report["concerns"]))
    for of, size in measured:
        lines.append(f"{of}, {CONNECTIONS} connections")
        lines.append(f"  {'':18}{'CPU µs':>9}{'× empty':>9}{'a second':>11}{'p50 ms':>9}{'p99 ms':>9}{'errors':>8}")
        empty = size["cases"]["empty route"]["cpu_us"]
        for name, case in size["cases"].items():
            lines.append(
                f"  {name:18}{case['cpu_us']:9.1f}{case['cpu_us'] / empty:9.2f}{case['rate']:11,.0f}{case['p50_ms']:9.2f}"
                f"{case['p99_ms']:9.2f}{case['errors']:8}")
        lines.append(f"  first answer {size['first_answer_ms']:.0f} ms after start, {size['resident_mb']:.0f} MB resident after the run")
        bare = size["bare"]
        rows = (
            f"a concern's rows, synchronous=FULL: {bare['filing_loop_groups_of_16_per_second']:,.0f} a second" if "concerns" in size
            else f"a note's rows, synchronous=FULL: {bare['note_loop_groups_of_1_per_second']:,.0f} a second in transactions of one, "
            f"{bare['note_loop_groups_of_16_per_second']:,.0f}")
        lines.append(f"  bare SQLite loop of {rows} in transactions of 16")
    lines.append(f"SHA-256 of 64 bytes {bare['sha256_of_64_bytes_nanoseconds']:.0f} ns, "
                 f"a million xorshifts {bare['million_xorshifts_milliseconds']:.1f} ms")
    lines.append(f"a plan of {report['import']['objectives']:.0f} objectives read in {report['import']['first_milliseconds']:.1f} ms "
                 f"the first time, {report['import']['median_milliseconds']:.1f} ms after")
    check = report["proof"]
    lines.append(f"{check['entries']:,.0f} exported entries checked in {check['check_seconds']:.2f} s; SHA-256 of each entry and node "
                 f"takes {check['messages_seconds']:.2f} s, SHA-256 of the {check['mb']:.0f} MB of files in one go {check['files_seconds']:.2f} s")
    for name, one in report["exports"].items():
        lines.append(f"a plan of {one['actions']:,.0f} actions as {name}: {one['mb']:.1f} MB in {one['seconds']:.2f} s, "
                     f"{one['resident_mb']:.0f} MB resident")
    lines.append("")
    for promise in report["promises"]:
        mark = "✔" if promise["kept"] else "✘"
        lines.append(f"{mark} {promise['figure']}: {promise['value']:.2f} ({promise['promise']})")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description="Measures what a request costs. Takes about six minutes after the build.")
    parser.add_argument("--json", metavar="FILE", help="write everything measured there; - for standard output instead of the table")
    parser.add_argument("--seconds", type=int, default=8, help="of load for each page (default 8)")
    parser.add_argument("--sizes", default="1000,100000", help="actions in the plan (default 1000,100000)")
    parser.add_argument("--concerns", type=int, default=100_000, help="concerns of the last size's council (default 100000; 0 for none)")
    parser.add_argument("--database", help="an empty PostgreSQL database instead of SQLite; give one size with it")
    parser.add_argument("--plan", help="a plan's document to import, instead of a made-up one")
    parser.add_argument("--strict", action="store_true", help="exit code 1 where a promise is not kept")
    parser.add_argument("--build", default=ROOT / ".build/release", type=pathlib.Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.work = pathlib.Path(tempfile.mkdtemp(prefix="granville-bench-", dir=ROOT / ".build"))
    binary, bench = options.build / "granville", options.build / "granville-bench"
    try:
        if not options.plan:
            options.plan = options.work / "plan.txt"
            options.plan.write_text(plan_text())
        plan = json.loads(subprocess.run([bench, "import", options.plan], check=True, capture_output=True, text=True).stdout)
        exported = proof(bench, options.work)
        taken_out = exports(bench, options.work)
        sizes = [measure(binary, bench, int(size), options) for size in options.sizes.split(",")]
        last = int(options.sizes.split(",")[-1])
        reported = concerns(binary, bench, last, options) if options.concerns else None
        report = {
            "sizes": sizes, "concerns": reported, "import": plan, "proof": exported, "exports": taken_out, "cores": os.cpu_count(),
            "binary_mb": binary.stat().st_size / 1e6,
            "promises": promises(sizes, reported, plan, exported, taken_out),
        }
        if options.json == "-":
            print(json.dumps(report, indent=2))
        else:
            print(table(report))
            if options.json:
                pathlib.Path(options.json).write_text(json.dumps(report, indent=2) + "\n")
        return 1 if options.strict and not all(promise["kept"] for promise in report["promises"]) else 0
    finally:
        shutil.rmtree(options.work, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
