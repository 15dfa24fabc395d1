// The keyboard through the inbox. Loaded only where single keys are on; links and buttons do the same.
(() => {
  "use strict";
  const list = document.querySelector('[data-inbox="list"]');
  const rows = list ? [...list.tBodies[0].rows] : [];
  const linkOf = (row) => row.querySelector("a[id]");
  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  const step = (by) => {
    const at = here();
    const row = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
    if (!row) return false;
    linkOf(row).focus();
    row.scrollIntoView({ block: "nearest" });
    return true;
  };
  const press = (selector) => {
    const thing = document.querySelector(selector);
    if (thing) thing.click();
    return Boolean(thing);
  };
  const acts = {
    j: () => (rows.length ? step(1) : press('a[rel="next"]')),
    k: () => (rows.length ? step(-1) : press('a[rel="prev"]')),
    ArrowDown: () => here() >= 0 && step(1),
    ArrowUp: () => here() >= 0 && step(-1),
    u: () => press('[data-inbox="back"]'),
    "?": () => press('[data-inbox="help"]'),
    "/": () => {
      const field = document.querySelector('[data-inbox="filter"]');
      const fold = field && field.closest("details");
      if (fold) fold.open = true;
      if (field) field.focus();
      return Boolean(field);
    },
    x: () => {
      const row = rows[here()];
      const tick = row && row.querySelector('input[type="checkbox"]');
      if (tick) tick.click();
      if (tick) linkOf(row).focus();
      return Boolean(tick);
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
    const act = acts[event.key];
    if (act && act()) event.preventDefault();
  });
})();
