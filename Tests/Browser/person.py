"""A person at a browser, with or without script: sees pages, follows links, fills fields by their labels, presses buttons."""
import base64
import json
import os
import pathlib
import re
import time

import axe_playwright_python
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

ROOT = pathlib.Path(__file__).resolve().parents[2]
AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
SCREENSHOTS = ROOT / "screenshots"
WIDTHS = (1280, 320)


class Person:
    def __init__(self, script=True, downloads=None):
        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars",
                         "--force-device-scale-factor=1", "--lang=en-GB", "--no-first-run", "--disable-background-networking"):
            options.add_argument(argument)
        if downloads:
            options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
        options.binary_location = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        service = webdriver.ChromeService(os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_page_load_timeout(60)
        self._cdp("Network.enable", {})
        self.script = script
        self.address = ""
        self._allow_script(script)
        self.wide(1280)

    # Where

    def at(self, program):
        self.address = program.address
        return self

    def open(self, path):
        self.driver.get(self.address + path)
        return self

    @property
    def path(self):
        return self.driver.current_url[len(self.address):]

    @property
    def heading(self):
        """The page's heading, without the line above it that says where it belongs."""
        return self.js("(h => [...h.childNodes].filter(n => n.className !== 'gv-caption').map(n => n.textContent).join('').trim())"
                       "(document.querySelector('h1'))")

    @property
    def words(self):
        """All that the page says, on one line."""
        return " ".join(self.driver.find_element(By.TAG_NAME, "main").text.split())

    @property
    def title(self):
        return self.driver.title

    def wide(self, width, height=900):
        self._cdp("Emulation.setDeviceMetricsOverride",
                  {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    # Who

    def sign_in_as(self, words):
        """Signs in as the demonstration person whose button says `words`."""
        self.sign_out()
        self.open("/sign-in").press(words)
        assert not self.path.startswith("/sign-in"), f"not signed in as {words}: {self.path}, {self.words}"
        return self

    def sign_out(self):
        self.driver.delete_all_cookies()
        return self

    # Doing

    def follow(self, words):
        """Follows the link that says `words`."""
        self._go(self._one("a[href]", words))
        return self

    def press(self, words, within=None):
        self._go(self._one("button, summary", words, within))
        return self

    def fill(self, label, text, within=None):
        field = self.field(label, within)
        if field.tag_name == "select":
            Select(field).select_by_visible_text(text)
        elif field.get_attribute("type") == "file":
            field.send_keys(str(text))
        else:
            # Typing 6,000 characters key by key takes half a minute; a person pastes them.
            field.clear()
            if len(text) > 400:
                self.driver.execute_script("arguments[0].value = arguments[1]", field, text)
            else:
                field.send_keys(text)
        return self

    def choose(self, label, within=None):
        """Ticks a box, or chooses one of several."""
        field = self.field(label, within)
        if not field.is_selected():
            self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", field)
            field.click()
        return self

    def field(self, label, within=None):
        """The field that a label names, by what the label begins with."""
        found = []
        for element in (within or self.driver).find_elements(By.CSS_SELECTOR, "label"):
            if _plain(self._text(element)).startswith(_plain(label)):
                target = element.get_attribute("for")
                found += [self.driver.find_element(By.ID, target)] if target else (
                    element.find_elements(By.CSS_SELECTOR, "input, select, textarea"))
        assert found, f"no field “{label}” on {self.path}: {self.words[:600]}"
        return found[0]

    def key(self, name, code):
        """Presses one key, wherever the focus is."""
        for kind in ("rawKeyDown", "char", "keyUp") if name == "Enter" else ("rawKeyDown", "keyUp"):
            self._cdp("Input.dispatchKeyEvent", {
                "type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code, "text": "\r" if kind == "char" else ""})

    def find(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def find_seen(self, selector):
        """As `find`, without what is not drawn."""
        return [element for element in self.find(selector) if element.is_displayed()]

    def print_media(self, printing):
        self._cdp("Emulation.setEmulatedMedia", {"media": "print" if printing else ""})

    def _one(self, selector, words, within=None):
        candidates = (within or self.driver).find_elements(By.CSS_SELECTOR, selector)
        texts = [(_plain(self._text(element)), element) for element in candidates]
        wanted = _plain(words)
        for test in (lambda text: text == wanted, lambda text: text.startswith(wanted), lambda text: wanted in text):
            for text, element in texts:
                if test(text):
                    return element
        raise AssertionError(f"nothing says “{words}” on {self.path}; there are {[t for t, _ in texts][:60]}")

    @staticmethod
    def _text(element):
        return element.get_property("textContent") or ""

    def send(self, form):
        """Sends a form by its first button, one in a closed part of the page as well."""
        self.driver.execute_script(
            "for (let e = arguments[0]; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true", form)
        self._go(form.find_element(By.CSS_SELECTOR, "button"))

    def _go(self, element):
        """Clicks, and waits for the new page where one comes: a click returns before the browser has set out."""
        leads = self.driver.execute_script(
            "const e = arguments[0]; e.scrollIntoView({block: 'center'});"
            "return e.tagName === 'A' ? !(e.getAttribute('href') || '#').startsWith('#') && !e.hasAttribute('download')"
            " : e.type === 'submit' && !!e.form", element)
        before = self._frame()["loaderId"]
        element.click()
        end = time.monotonic() + 10
        while leads and time.monotonic() < end:
            if self._frame()["loaderId"] != before and self.js("document.readyState") == "complete":
                return
            time.sleep(0.02)

    def _frame(self):
        return self._cdp("Page.getFrameTree", {})["frameTree"]["frame"]

    # Looking closely

    def html(self):
        """The page as the server sent it, letter by letter; the browser's own tree would hide what it mended."""
        # The request of a document has the number of its loader.
        answer = self._cdp("Network.getResponseBody", {"requestId": self._frame()["loaderId"]})
        return base64.b64decode(answer["body"]).decode() if answer["base64Encoded"] else answer["body"]

    def js(self, expression):
        """A value from the page. Works with script off, but nothing there may wait."""
        answer = self._cdp("Runtime.evaluate", {"expression": f"JSON.stringify({expression})", "returnByValue": True})
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def axe(self, tags):
        """axe's violations, as sentences. axe itself needs script, so a page that was loaded without gets it only now."""
        if not self.script:
            self._allow_script(True)
        try:
            self._cdp("Runtime.evaluate", {"expression": f"window.axe || (() => {{ {AXE} }})(); 1"})
            answer = self._cdp("Runtime.evaluate", {
                "expression": "axe.run(document, {runOnly: %s, resultTypes: ['violations']})"
                              ".then(r => JSON.stringify(r.violations))" % json.dumps(tags),
                "awaitPromise": True, "returnByValue": True})
        finally:
            if not self.script:
                self._allow_script(False)
        assert "exceptionDetails" not in answer, answer
        return [
            f"axe {v['id']} ({v['impact']}): {v['help']}: " + "; ".join(n["html"][:160] for n in v["nodes"][:3])
            for v in json.loads(answer["result"]["value"])
        ]

    def screenshot(self, name):
        SCREENSHOTS.mkdir(exist_ok=True)
        path = SCREENSHOTS / (re.sub(r"[^\w.-]+", "-", name).strip("-")[:120] + ".png")
        height = min(self.js("document.documentElement.scrollHeight") or 900, 6000)
        width = self.js("innerWidth")
        self.wide(width, height)
        self.driver.save_screenshot(str(path))
        self.wide(width)
        return path

    def leave(self):
        self.driver.quit()

    def _allow_script(self, allowed):
        self._cdp("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def _cdp(self, command, arguments):
        return self.driver.execute_cdp_cmd(command, arguments)


def _plain(text):
    return " ".join(text.split()).lower()
