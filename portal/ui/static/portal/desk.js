// The pleasant parts of the desk only: every page works without this file.
(() => {
  "use strict";
  // A card reader that types a line for each field presses Enter after each. What follows at once,
  // faster than a hand, still belongs to the same card.
  const PAUSE = 90;
  for (const form of document.querySelectorAll("form[data-scan]")) {
    const field = form.querySelector("input[name=scan]");
    let going = 0;
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && field.value && !event.isComposing) {
        event.preventDefault();
        clearTimeout(going);
        going = setTimeout(() => form.requestSubmit(), PAUSE);
      } else if (going && event.key.length === 1) {
        clearTimeout(going);
        going = 0;
        if (!field.value.endsWith("|")) field.value += "|";
      }
    });
  }
  // What is typed is kept on the server a moment after the hand rests, and when the page is left.
  for (const mark of document.querySelectorAll("input[name=kept_form]")) {
    const form = mark.form;
    const hold = form.querySelector("[formaction]");
    if (!hold) continue;
    let resting = 0;
    let flight = new AbortController();
    const keep = () => {
      resting = 0;
      flight.abort();
      flight = new AbortController();
      const typed = new FormData(form);
      for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
      fetch(hold.formAction, { method: "POST", body: typed, keepalive: true, signal: flight.signal, headers: { "X-Kept-As-Typed": "1" } })
        .catch(() => {}); // the next key tries again
    };
    form.addEventListener("input", () => { clearTimeout(resting); resting = setTimeout(keep, 700); });
    // What is under way must not arrive after the form itself, or it would be offered again.
    form.addEventListener("submit", () => { clearTimeout(resting); resting = 0; flight.abort(); });
    addEventListener("pagehide", () => { if (resting) { clearTimeout(resting); keep(); } });
  }
  // Keys are counted, never kept: for each case, or person, by itself, so that going to another one
  // in between mixes nothing up. The number goes with its next form and begins anew. What a reader
  // types in a burst is nobody's work; what is typed into its field belongs to the case or person
  // that it leads to, and where it leads to nobody yet, to whom is registered with it. A refused
  // form was not counted, so its page hands the number back.
  const COUNT = "portal-desk-strokes:";
  const SCANNED = COUNT + "scan";
  const SENT = "portal-desk-strokes-sent";
  const BURST = 30;
  const counted = (key) => Number(sessionStorage.getItem(key)) || 0;
  const add = (key, more) => sessionStorage.setItem(key, String(counted(key) + more));
  const take = (key) => {
    const count = counted(key);
    sessionStorage.removeItem(key);
    return count;
  };
  const [, here = ""] = location.pathname.match(/^\/desk\/((?:cases|people)\/[^/]+)\//) || [];
  if (location.pathname === "/desk/") [COUNT, SCANNED].forEach(take);
  if (here) add(COUNT + here, take(SCANNED));
  // Once for each sending: a page that is loaded again has its number already.
  const back = Number(document.currentScript.dataset.strokes) || 0;
  if (back && sessionStorage.getItem(SENT) === here) add(COUNT + here, back);
  sessionStorage.removeItem(SENT);
  let last = 0;
  document.addEventListener("keydown", (event) => {
    const isScan = event.target.name === "scan";
    const isBurst = isScan && event.timeStamp - last < BURST;
    last = event.timeStamp;
    if (event.repeat || isBurst || ["Shift", "Control", "Alt", "Meta", "CapsLock"].includes(event.key)) return;
    add(isScan ? SCANNED : COUNT + here, 1);
  }, true);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const isAct = form.method === "post" && form.closest("main") && !form.elements.scan;
    if (!isAct || (event.submitter && event.submitter.hasAttribute("formaction"))) return;
    let field = form.querySelector("input[name=strokes]");
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = "strokes";
      form.append(field);
    }
    field.value = String(take(COUNT + here) + (here ? 0 : take(SCANNED)));
    sessionStorage.setItem(SENT, here);
  });
})();
