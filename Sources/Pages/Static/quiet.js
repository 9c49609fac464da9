"use strict";
// The way out also works without this. Shift pressed three times within five seconds leaves too, and the page is blank
// at once, before the other site has come.
(function () {
  const exit = document.querySelector(".gv-exit");
  const errors = document.querySelector(".gv-errors");
  if (errors) errors.focus();
  if (!exit) return;
  const leave = () => {
    document.title = "";
    document.body.replaceChildren();
    location.replace(exit.href);
  };
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let presses = [];
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") { presses = []; return; }
    presses = presses.filter((time) => Date.now() - time < 5000);
    presses.push(Date.now());
    if (presses.length >= 3) leave();
  });
})();
