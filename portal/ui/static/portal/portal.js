// The pleasant parts only: every page works without this file.
(() => {
  "use strict";
  // Shortcuts are written on the thing they press: data-key="F9", data-key="1".
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const typing = event.target.closest("input:not([type=radio], [type=checkbox], [type=file]), textarea, select");
    const isFunctionKey = /^F\d+$/.test(event.key);
    if (!isFunctionKey && (typing || document.body.dataset.shortcuts === "off")) return;
    const key = CSS.escape(event.key.length === 1 ? event.key.toUpperCase() : event.key);
    // What is folded away cannot be meant. What cannot be taken back is only gone to: Enter does it.
    const thing = [...document.querySelectorAll(`[data-key="${key}"]`)].find((each) => each.checkVisibility());
    if (!thing) return;
    event.preventDefault();
    thing.focus();
    if (!("sure" in thing.dataset)) thing.click();
  });
  // Copying and printing are offered only where they work.
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = button.dataset.copied;
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  // Once a form is sent, what it would have kept on the way is on its way already.
  document.addEventListener("submit", (event) => {
    event.target.dataset.leaving = "1";
    setTimeout(() => { delete event.target.dataset.leaving; }, 8000);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.dataset.leaving) event.preventDefault();
  });
  // After a refused form the faults are read first.
  const errors = document.querySelector(".errors:not(.sample *)");
  if (errors) errors.focus();
  // A second click on a form that is on its way would be a second submit; the server refuses it, this spares the wait.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || button.dataset.sent) return;
    button.dataset.sent = "1";
    setTimeout(() => { button.disabled = true; }, 0);
    setTimeout(() => { button.disabled = false; delete button.dataset.sent; }, 8000);
  });
})();
