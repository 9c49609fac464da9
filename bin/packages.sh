# Read by the scripts beside it: installs what a script needs, by name, and says what it does.

say() { printf '%s\n' "$*" >&2; }

fail() { say "$*"; exit 1; }

# need_swift: a toolchain that can read Package.swift.
need_swift() {
    command -v swift >/dev/null || fail "There is no Swift here. Install a Swift 6.2 or later toolchain from https://www.swift.org/install and start again."
    local version
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    case "$version" in
    6.[01] | [1-5].* | "") fail "Swift ${version:-of an unknown version} is here, and 6.2 or later is needed: https://www.swift.org/install" ;;
    esac
}

# need_packages NAME[:PROGRAM]...: installs the Debian packages that are missing. Where a program is named, having the
# program is enough: it may have come another way.
need_packages() {
    local missing=() item name
    for item in "$@"; do
        name=${item%%:*}
        if [ "$item" != "$name" ] && command -v "${item#*:}" >/dev/null; then continue; fi
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null ||
        fail "Missing: ${missing[*]}. Those are Debian's names; this system has no apt-get, so install what matches them and start again."
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "Missing: ${missing[*]}. Run as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    say "Installing ${missing[*]}…"
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
        tail -n 15 "$log" >&2
        rm -f "$log"
        fail "Could not install ${missing[*]}. What apt-get said is above."
    fi
    rm -f "$log"
}

# What building needs beside Swift: the libraries' headers (libxml2 stands behind Foundation's XML reader when it is
# linked statically), and a C++ compiler's headers for the cryptography.
build_packages=(git g++ pkg-config:pkg-config libsqlite3-dev libpq-dev zlib1g-dev libxml2-dev)
