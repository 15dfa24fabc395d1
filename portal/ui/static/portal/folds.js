// An address that names something folded away opens it; paper shows everything. Without this file
// the line of the fold stands on top of the screen, and one tap opens it.
(() => {
  "use strict";
  const openTo = () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!named) return;
    let within = named.closest("details");
    if (!within) return;
    for (; within; within = within.parentElement.closest("details")) within.open = true;
    named.scrollIntoView();
  };
  addEventListener("hashchange", openTo);
  openTo();
  // The same address pressed again is no change of it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) openTo();
  });
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open]):not(.no-print)")];
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => { for (const each of opened) each.open = false; });
})();
