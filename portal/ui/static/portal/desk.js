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
})();
