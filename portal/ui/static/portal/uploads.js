// A file goes up in pieces and goes on where the line broke (tus 1.0). Without this file, or when
// anything here is not as expected, the form sends the file itself, in one go.
(() => {
  "use strict";
  const PIECE = 512 * 1024;
  const WAITS = [1, 2, 4, 8, 15, 30, 30, 30, 60, 60];
  const pause = (seconds) => new Promise((done) => { setTimeout(done, seconds * 1000); });
  // Kept beyond the tab: who closed it goes on where they were, for as long as the server keeps it.
  const named = (file) => `portal-upload:${file.name}:${file.size}:${file.lastModified}`;
  const inBase64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  class Refused extends Error {}

  const begin = async (form, file, headers) => {
    const known = localStorage.getItem(named(file));
    if (known) {
      const answer = await fetch(known, { method: "HEAD", headers, redirect: "error" });
      if (answer.ok) return { url: known, at: Number(answer.headers.get("Upload-Offset")) };
      localStorage.removeItem(named(file));
    }
    const more = { "Upload-Length": String(file.size), "Upload-Metadata": `filename ${inBase64(file.name)}` };
    const answer = await fetch(form.dataset.uploads, { method: "POST", headers: { ...headers, ...more }, redirect: "error" });
    if (!answer.ok) throw new Refused((await answer.json()).message);
    const url = answer.headers.get("Location");
    localStorage.setItem(named(file), url);
    return { url, at: 0 };
  };

  const sendPiece = async (place, file, headers) => {
    const body = file.slice(place.at, place.at + PIECE);
    const more = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(place.at) };
    const answer = await fetch(place.url, { method: "PATCH", headers: { ...headers, ...more }, body, redirect: "error" });
    if (answer.status === 409) { // somebody has sent more than we know of: ask how far it is
      const told = await fetch(place.url, { method: "HEAD", headers, redirect: "error" });
      if (!told.ok) throw new Refused((await answer.json()).message);
      return Number(told.headers.get("Upload-Offset"));
    }
    if (answer.status >= 500) throw new Error("the server is away");
    if (!answer.ok) throw new Refused((await answer.json()).message);
    return Number(answer.headers.get("Upload-Offset"));
  };

  const sendAll = async (form, file, tell) => {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "Tus-Resumable": "1.0.0", "X-CSRFToken": token };
    let place = null;
    for (let tries = 0; ;) {
      try {
        place = place || await begin(form, file, headers);
        while (place.at < file.size) {
          tell(form.dataset.going, place.at / file.size);
          place.at = await sendPiece(place, file, headers);
          tries = 0;
        }
        localStorage.removeItem(named(file));
        return place.url;
      } catch (trouble) {
        if (trouble instanceof Refused || tries >= WAITS.length) throw trouble;
        tell(form.dataset.broken, place ? place.at / file.size : 0);
        await pause(WAITS[tries]);
        tries += 1;
        place = null; // what is there is asked for again
      }
    }
  };

  for (const form of document.querySelectorAll("form[data-uploads]")) {
    const field = form.querySelector("input[type=file]");
    const progress = form.querySelector("[data-progress]");
    const tell = (words, share) => {
      progress.hidden = false;
      progress.querySelector("progress").value = Math.round(share * 100);
      const said = progress.querySelector("span");
      if (said.textContent !== words) said.textContent = words; // a screen reader hears it once
    };
    form.addEventListener("submit", async (event) => {
      const file = field.files[0];
      if (!file || file.size <= PIECE) return; // one piece: the form is as good
      event.preventDefault();
      if (form.dataset.busy) return;
      form.dataset.busy = "1";
      try {
        const url = await sendAll(form, file, tell);
        const sent = document.createElement("input");
        sent.type = "hidden";
        sent.name = "upload";
        sent.value = url.split("/").filter(Boolean).pop();
        form.append(sent);
        field.disabled = true; // it is there already
        tell(form.dataset.going, 1);
        form.submit();
      } catch (trouble) {
        tell(trouble instanceof Refused ? trouble.message : form.dataset.failed, 0);
        delete form.dataset.busy;
      }
    });
  }
})();
