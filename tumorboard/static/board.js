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
const came = new WeakMap();
setInterval(() => {
  for (const clock of document.querySelectorAll("[data-clock]")) {
    if (!came.has(clock)) came.set(clock, performance.now());
    const seconds = Math.floor(Number(clock.dataset.clock) + (performance.now() - came.get(clock)) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const bar = clock.parentElement.querySelector("progress");
    if (bar) bar.value = Math.min(seconds, bar.max);
  }
}, 1000);

// A single key presses the link or button that shows it; never while somebody types, nor where keys are switched off.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=radio],[type=checkbox]), textarea, select");
  const name = (event.ctrlKey ? "Ctrl+" : "") + event.key;
  if (event.altKey || event.metaKey || (!event.ctrlKey && (typing || document.body.dataset.keys === "off"))) return;
  const found = ofRow(name) || document.querySelector(`[data-key="${CSS.escape(name)}"]:not([data-rows] *)`);
  if (!found) return;
  event.preventDefault();
  if (found.matches("summary")) found.focus();
  if (found.matches("a, button, summary, label")) found.click();
  else found.focus();
});

// In a list of cases the keys belong to the case that has the focus; j and k go from case to case.
const rows = document.querySelector("[data-rows]");
rows?.querySelector(":scope > li:target")?.focus();
function ofRow(name) {
  const row = rows && document.activeElement.closest("[data-rows] > li");
  const next = (from, way) => { do from = from?.[way]; while (from?.hidden); return from; };
  if (rows && name === "j") return row ? next(row, "nextElementSibling") : rows.querySelector(":scope > li:not([hidden])");
  if (name === "k") return next(row, "previousElementSibling");
  return row?.querySelector(`[data-key="${CSS.escape(name)}"]`);
}

// The list of all cases opens on its box; while a name is typed there, it shows the cases that fit.
for (const list of document.querySelectorAll("details[data-opens]")) {
  const box = list.querySelector("[data-find]"), plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  list.querySelector("summary").addEventListener("click", (event) => {
    // At once: the next key is for the box already.
    event.preventDefault();
    list.open = !list.open;
    if (list.open) box.focus();
  });
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    list.open = false;
    list.querySelector("summary").focus();
  });
  box.addEventListener("input", () => {
    const words = /\p{L}/u.test(box.value) ? plain(box.value).trim() : "";
    for (const row of list.querySelectorAll("[data-rows] > li")) row.hidden = !plain(row.querySelector("a").textContent).includes(words);
  });
}

// A part of the page that follows what others do. It asks often, gets an answer only when something changed,
// says so when the connection is lost, and is emptied when the reader is signed out.
const EVERY = 2000, LONGEST = 30000;
for (const part of document.querySelectorAll("[data-poll]")) {
  const show = (name, is) => { const note = document.querySelector(`[data-${name}]`); if (note) note.hidden = !is; };
  const since = document.querySelector("[data-since]"), say = document.querySelector("[data-say]");
  let tag = "", wait = EVERY, said = "";
  const put = (html) => {
    const at = part.contains(document.activeElement) && document.activeElement.getAttribute("href");
    part.innerHTML = html;
    if (at) part.querySelector(`[href="${CSS.escape(at)}"]`)?.focus();
    const state = part.querySelector("[data-state]")?.dataset.state || "";
    if (say && said && state !== said) say.textContent = state;
    said = state;
  };
  const ask = async () => {
    try {
      const answer = await fetch(part.dataset.poll, { headers: tag ? { "If-None-Match": tag } : {}, redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.status === 401) {
        part.replaceChildren();
        show("lost", false);
        show("gone", true);
        return;
      }
      if (answer.status === 200) { tag = answer.headers.get("ETag"); put(await answer.text()); }
      else if (answer.status !== 304) throw new Error(String(answer.status));
      if (since) since.textContent = new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
      show("lost", false);
      wait = EVERY;
    } catch {
      show("lost", true);
      wait = Math.min(wait * 1.5, LONGEST);
    }
    setTimeout(ask, wait);
  };
  setTimeout(ask, EVERY);
}

// What is recorded in the room is kept on the server while it is spoken, so that everybody reads along.
for (const form of document.querySelectorAll("form[data-keep]")) {
  const say = form.querySelector("[data-kept]"), theirs = form.querySelector("[data-theirs]");
  let timer = 0, busy = false, last = "", pressed = null, isSent = false, isTouched = "redrawn" in form.dataset;
  const typed = () => { const all = new URLSearchParams(new FormData(form)); all.delete("draft_seen"); return String(all); };
  const keep = async () => {
    if (busy || typed() === last) return;
    busy = true;
    last = typed();
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.keep, { method: "POST", body, redirect: "manual" });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      form.elements.draft_seen.value = told.draft_seen;
      say.textContent = told.unfinished ? `${told.saved}, except for rows that are not whole yet` : told.saved;
      form.querySelector("[data-stops]").innerHTML = told.stops;
      theirs.hidden = !told.stored;
      theirs.querySelector("[data-stored]").innerHTML = told.stored;
    } catch {
      last = "";
      say.textContent = "Not saved yet. Your text is kept on this page.";
      timer = setTimeout(keep, 5000);
    }
    busy = false;
    if (pressed) form.requestSubmit(pressed);
    else if (last && typed() !== last) later(200);
  };
  const later = (pause) => { clearTimeout(timer); timer = setTimeout(keep, pause); };
  // Sent while an answer is on its way, a form would meet its own text as somebody else's: it waits for the answer.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    isSent = !busy || Boolean(pressed);
    if (isSent) return;
    event.preventDefault();
    event.stopPropagation();
    pressed = event.submitter;
  });
  form.addEventListener("input", () => { isTouched = true; later(2000); });
  form.addEventListener("change", () => { isTouched = true; later(200); });
  if (isTouched) later(200);
  // Whoever goes to another case in the middle of a word finds it here again.
  window.addEventListener("pagehide", () => {
    if (isSent || !isTouched || typed() === last) return;
    last = typed();
    navigator.sendBeacon(form.dataset.keep, new URLSearchParams(new FormData(form)));
  });
  window.addEventListener("pageshow", () => { isSent = false; });
}
