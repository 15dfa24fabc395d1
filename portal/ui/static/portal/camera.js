// A live picture of the camera, a page with each key. Without this file the browser's own way to
// take or choose photographs remains.
(() => {
  "use strict";
  const form = document.querySelector("form[data-camera]");
  if (!form || !navigator.mediaDevices) return;
  const field = form.querySelector("input[type=file]");
  const live = form.querySelector("[data-live]");
  const video = live.querySelector("video");
  const count = form.querySelector("[data-count]");
  const shown = form.querySelector("[data-pages]");
  const taken = [];
  const show = () => {
    const files = new DataTransfer();
    for (const page of taken) files.items.add(page.file);
    field.files = files.files;
    shown.replaceChildren(...taken.map((page) => page.small));
    count.textContent = taken.length ? form.dataset.taken + taken.length : "";
  };
  const draw = (width) => {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = Math.round(width * video.videoHeight / video.videoWidth);
    canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
    return canvas;
  };
  live.querySelector("[data-take]").addEventListener("click", () => {
    if (!video.videoWidth) return;
    const small = draw(120);
    draw(video.videoWidth).toBlob((blob) => {
      taken.push({ small, file: new File([blob], `${taken.length + 1}.jpg`, { type: "image/jpeg" }) });
      show();
    }, "image/jpeg", 0.92);
  });
  live.querySelector("[data-drop]").addEventListener("click", () => { taken.pop(); show(); });
  const wanted = { video: { facingMode: "environment", width: { ideal: 2560 }, height: { ideal: 1920 } } };
  navigator.mediaDevices.getUserMedia(wanted).then((stream) => {
    video.srcObject = stream;
    live.hidden = false;
    addEventListener("pagehide", () => { for (const track of stream.getTracks()) track.stop(); });
  }, () => { count.textContent = form.dataset.noCamera; });
})();
