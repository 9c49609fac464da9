"""Swift source without its comments and the words of its strings, line for line, so that a search finds code only."""


def code_lines(text):
    """The lines of `text` with comments and string contents blanked; what stands in an interpolation stays."""
    out, i, n = [], 0, len(text)
    # Each open thing: ("string", delimiter, hashes) or ("interpolation", depth of parentheses).
    stack = []

    def keep(count=1):
        nonlocal i
        out.append(text[i:i + count])
        i += count

    def blank(count=1):
        nonlocal i
        out.append("".join(c if c == "\n" else " " for c in text[i:i + count]))
        i += count

    while i < n:
        top = stack[-1] if stack else None
        if top and top[0] == "string":
            delimiter, hashes = top[1], top[2]
            if text.startswith(delimiter + hashes, i):
                keep(len(delimiter + hashes))
                stack.pop()
            elif text.startswith("\\" + hashes + "(", i):
                keep(2 + len(hashes))
                stack.append(["interpolation", 1])
            elif text.startswith("\\" + hashes, i):
                blank(2 + len(hashes))
            elif text[i] == "\n" and delimiter == '"':
                stack.pop()
            else:
                blank()
            continue
        if text.startswith("//", i):
            end = text.find("\n", i)
            blank((n if end < 0 else end) - i)
        elif text.startswith("/*", i):
            end = text.find("*/", i)
            blank((n if end < 0 else end + 2) - i)
        elif text[i] in '"#' and (opened := _opening(text, i)):
            keep(len(opened[0]))
            stack.append(["string", opened[1], opened[2]])
        else:
            if top:
                if text[i] == "(":
                    top[1] += 1
                elif text[i] == ")":
                    top[1] -= 1
                    if top[1] == 0:
                        stack.pop()
            keep()
    return "".join(out).split("\n")


def _opening(text, i):
    """(whole opening, quotes, hashes) of a string that starts at `i`, or None."""
    hashes = 0
    while text[i + hashes:i + hashes + 1] == "#":
        hashes += 1
    rest = text[i + hashes:i + hashes + 3]
    if not rest.startswith('"'):
        return None
    quotes = '"""' if rest == '"""' else '"'
    return "#" * hashes + quotes, quotes, "#" * hashes
