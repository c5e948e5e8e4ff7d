// Everything works without this script. It moves the focus to what went wrong and stops double clicks.
"use strict";

const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

// A second click on the same button sends nothing; the server would do the work once anyway.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});

// Coming back with the browser's button must not leave a form locked.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// A question that only some answers raise is shown when they do; without the script it is always there.
for (const part of document.querySelectorAll("[data-when]")) {
  const [name, value] = part.dataset.when.split("=");
  const source = document.querySelector(`[name="${name}"]`);
  const show = () => { part.hidden = source.value !== value && !part.querySelector(".err"); };
  source.addEventListener("change", show);
  show();
}

// The time a case has taken goes on counting; without the script it stands as it was when the page came.
const clock = document.querySelector("[data-clock]");
if (clock) {
  const before = Number(clock.dataset.clock), bar = clock.parentElement.querySelector("progress");
  setInterval(() => {
    const seconds = Math.floor(before + performance.now() / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (bar) bar.value = Math.min(seconds, bar.max);
  }, 1000);
}
