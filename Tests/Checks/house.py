"""What Package.swift says: which target is given which modules."""
import re

# Part of the toolchain or the system; Foundation's XML reader is named apart because it costs a library.
SYSTEM = {
    "Foundation", "FoundationEssentials", "FoundationXML", "FoundationNetworking", "Dispatch", "Synchronization", "Glibc",
    "Musl", "Darwin", "Testing", "XCTest",
}


def rooms(manifest):
    """{target: modules it may import} for every target in the text of Package.swift."""
    modules = {
        variable: "_CryptoExtras CryptoExtras".split() if name == "CryptoExtras" else [name]
        for variable, name in re.findall(r'let (\w+): Target\.Dependency = \.product\(name: "(\w+)"', manifest)
    }
    whole = re.search(r"\btargets: \[\n(.*)\n    \]\n\)", manifest, re.S).group(1)
    given = {}
    feature_gets = re.search(r"func feature\(.*?\{\n(.*?)\n\}", manifest, re.S).group(1)
    every_feature = _names(re.search(r"\[(.*)\] \+ uses", feature_gets).group(1), modules)
    # An entry starts at eight spaces and reaches to the next.
    for entry in re.split(r"\n(?=        \S)", "\n" + whole):
        entry = re.sub(r"//.*", "", entry).strip()
        match = re.match(r'\.?(\w+)\(\s*(?:name: )?"(\w+)"(.*)', entry, re.S)
        if not match:
            continue
        kind, name, rest = match.groups()
        if kind == "systemLibrary":
            continue
        uses = _names(rest.split("resources:")[0].split("path:")[0], modules)
        given[name] = uses | (every_feature if kind == "feature" else set())
    return given


def _names(text, modules):
    found = set(re.findall(r'\.product\(name: "(\w+)"', text))
    text = re.sub(r"\.product\([^)]*\)", "", text)
    found |= set(re.findall(r'"(\w+)"', text))
    for word in re.findall(r"\b[a-z]\w+\b", re.sub(r'"[^"]*"', "", text)):
        found |= set(modules.get(word, ()))
    return found
