"use strict";
// What makes a page more comfortable. Every page works without it; it makes no markup from text.
(function () {
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const plural = (count, word) => count.toLocaleString("en-GB") + " " + word + (count === 1 ? "" : "s");

  // After a form comes back with errors, their list is read first.
  const errors = document.querySelector(".gv-errors");
  if (errors) errors.focus();

  // How many characters are left: seen at once, said after a pause in typing.
  each("textarea[data-limit]", (area) => {
    const limit = Number(area.dataset.limit);
    const seen = document.getElementById(area.id + "-count");
    if (!limit || !seen) return;
    const said = document.createElement("p");
    said.className = "gv-hidden";
    said.setAttribute("role", "status");
    seen.after(said);
    let pause;
    const show = (aloud) => {
      const left = limit - Array.from(area.value).length;
      const words = left < 0 ? "You have " + plural(-left, "character") + " too many"
        : "You have " + plural(left, "character") + " remaining";
      seen.textContent = words;
      seen.classList.toggle("gv-too-long", left < 0);
      clearTimeout(pause);
      if (aloud) pause = setTimeout(() => { said.textContent = words; }, 1000);
    };
    area.addEventListener("input", () => show(true));
    show(false);
  });

  each("[data-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // A table that fits is no stop for the Tab key.
  const regions = document.querySelectorAll(".gv-scroll");
  const fit = () => regions.forEach((region) => {
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
    else region.removeAttribute("tabindex");
  });
  if (regions.length) {
    fit();
    window.addEventListener("resize", fit);
  }

  // The menu closes like a menu.
  each(".gv-more > details", (menu) => {
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  // Warns five minutes before the session ends, while there is time to save (WCAG 2.2.1).
  // The clock is asked each time, because a machine that slept has lost its timers.
  const seconds = Number(document.body.dataset.session);
  if (seconds > 0) {
    let end = Date.now() + seconds * 1000;
    let warning = null;
    const warn = () => {
      warning = document.createElement("div");
      warning.className = "gv-banner gv-notice gv-timeout";
      warning.setAttribute("role", "alert");
      const words = document.createElement("p");
      warning.append(words);
      const stay = document.body.dataset.stay;
      if (stay) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "gv-button";
        button.textContent = "Stay signed in";
        button.addEventListener("click", () => {
          fetch(stay, { method: "POST", credentials: "same-origin" }).then((answer) => {
            if (!answer.ok) return;
            end = Date.now() + seconds * 1000;
            warning.remove();
            warning = null;
          }, () => {});
        });
        warning.append(button);
      }
      document.querySelector("main").prepend(warning);
      return words;
    };
    let words = null;
    let shown = "";
    setInterval(() => {
      const minutes = Math.ceil((end - Date.now()) / 60000);
      if (minutes > 5) return;
      if (!warning) words = warn();
      const text = minutes > 0
        ? "You will be signed out in " + plural(minutes, "minute") + ". Save what you are writing."
        : "You have been signed out. Copy what you were writing before you leave this page.";
      if (text !== shown) words.textContent = shown = text;
    }, 5000);
  }
})();
