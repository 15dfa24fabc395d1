// The pleasant parts only: every page works without this file.
(() => {
  "use strict";
  // Shortcuts are written on the thing they press: data-key="F9", data-key="1". A key that is held
  // presses once. What is folded away cannot be meant. What cannot be taken back is only gone to:
  // Enter does it.
  // At the desk one key follows the other: the second press of a key pressed twice was meant for the
  // page before. A page that has just appeared there only lets its field for readers be reached.
  const SETTLED = 400;
  let shown = performance.now();
  addEventListener("pageshow", (event) => { if (event.persisted) shown = performance.now(); });
  const press = (key) => {
    const thing = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((each) => each.checkVisibility());
    if (!thing) return false;
    const isNew = performance.now() - shown < SETTLED && document.querySelector("form[data-scan]");
    if (isNew && thing.name !== "scan") return true;
    thing.focus();
    if (!("sure" in thing.dataset)) thing.click();
    return true;
  };
  // A reader of cards and codes types faster than any hand: that is nobody's shortcut, and belongs
  // into the field for it.
  const HAND = 40;
  let read = "", resting = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^F\d+$/.test(event.key)) {
      if (!event.repeat && press(event.key)) event.preventDefault();
      return;
    }
    const isTyping = event.target.closest("input:not([type=radio], [type=checkbox], [type=file]), textarea, select");
    // Space alone ticks and opens what has the focus.
    if (isTyping || event.key.length !== 1 || event.repeat || (event.key === " " && !read)) return;
    clearTimeout(resting);
    read += event.key;
    const scan = document.querySelector("form[data-scan] input[name=scan]");
    if (read.length > 1 && scan) {
      event.preventDefault();
      scan.value = read;
      read = "";
      scan.focus();
      return;
    }
    resting = setTimeout(() => {
      const keys = read;
      read = "";
      if (keys.length === 1 && document.body.dataset.shortcuts !== "off") press(keys.toUpperCase());
    }, HAND);
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
  // Paper has no line to open: folds of large print lie open while it is printed. The stylesheet
  // does the same where the browser knows ::details-content.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.secondary:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
  // Once a form is sent, what it would have kept on the way is on its way already.
  document.addEventListener("submit", (event) => {
    event.target.dataset.leaving = "1";
    setTimeout(() => { delete event.target.dataset.leaving; }, 8000);
  });
  // What keeps a page up to date comes when the page is seen, and only where something asks for it:
  // on a slow line it would take its share from the styles that the first view waits for.
  const live = document.currentScript.dataset.live;
  window.addEventListener("load", () => {
    if (!live || !document.querySelector("[hx-get], [hx-post]")) return;
    const script = document.createElement("script");
    script.src = live;
    document.head.append(script);
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
