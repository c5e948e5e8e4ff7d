// Saves a case's form on the server while it is typed. Without this script every button works all the same.
// Nothing is kept in the browser: what the page holds is the only other copy, so it never leaves the page by itself.
"use strict";

const form = document.querySelector("form[data-autosave]");
if (form) start(form);

function start(form) {
  const PAUSE = 2000, AGAIN = 10000;
  const named = (name) => [...form.elements].filter((each) => each.name === name);
  const text = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  let saved = String(text()), savedWords = "", timer = 0, busy = null, stopped = false;

  form.addEventListener("input", () => later(PAUSE));
  form.addEventListener("change", () => later(0));
  form.addEventListener("focusout", () => { if (String(text()) !== saved) later(0); });
  // Whoever leaves the page in the middle of a word leaves the word on the server.
  addEventListener("pagehide", () => { if (!stopped && !form.dataset.leaving && String(text()) !== saved) navigator.sendBeacon(form.dataset.autosave, text()); });

  // Adding, removing and moving a row needs no new page. All else is sent as ever, once nothing is on its way.
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (stopped) { event.preventDefault(); event.stopImmediatePropagation(); return resume(); }
    if (button && /^(add|remove|up|down):/.test(button.value) && !event.defaultPrevented) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return void rows(button);
    }
    clearTimeout(timer);
    if (busy) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return void busy.then(() => form.requestSubmit(button));
    }
    form.dataset.leaving = "1";
  }, true);
  addEventListener("pageshow", () => { delete form.dataset.leaving; });

  function later(pause) {
    clearTimeout(timer);
    form.dataset.unsaved = "1";
    timer = setTimeout(save, pause);
  }

  async function rows(button) {
    if (busy) await busy;
    const key = button.value.split(":")[1], verb = button.value.split(":")[0];
    if (!await save(null, button.value)) return;
    const list = form.querySelector(`[data-field="${key}"]`), all = list.querySelectorAll("li");
    const place = Math.min(Number(button.value.split(":")[2] || 0) + (verb === "up" ? -1 : verb === "down" ? 1 : 0), all.length - 1);
    const row = verb === "add" ? all[all.length - 1] : all[Math.max(place, 0)];
    row.querySelector("input, select, textarea").focus();
  }

  async function save(_event, wish) {
    clearTimeout(timer);
    if (busy) return busy.then(() => later(0));
    const body = text(), sent = String(body);
    if (sent === saved) delete form.dataset.unsaved;
    if (stopped || (sent === saved && !wish)) return false;
    if (wish) body.set("do", wish);
    say("Saving …", "");
    busy = send(body, sent);
    const done = await busy;
    busy = null;
    if (done && String(text()) !== saved) later(PAUSE);
    return done;
  }

  async function send(body, sent) {
    let answer;
    try {
      answer = await fetch(form.dataset.autosave, { method: "POST", body, redirect: "manual", keepalive: sent.length < 60000 });
    } catch {
      return lost("Not saved: the server cannot be reached. Your text is kept on this page.", true);
    }
    if (answer.ok) { take(await answer.json(), sent, body); return true; }
    if (answer.status === 401 || answer.status === 400 || answer.type === "opaqueredirect") {
      if (answer.status === 400 && await renew()) { later(0); return false; }
      return signedOut();
    }
    if (answer.status === 413) return lost("Not saved: this is too much text. Shorten it; nothing was cut.", false);
    if (answer.status === 409) return lost("Not saved: this draft was sent already. Copy your text, then open the case.", false);
    if (answer.status === 403 || answer.status === 404) return lost("Not saved: this case is no longer open to you. Your text is kept on this page.", false);
    return lost("Not saved: something went wrong on our side. Your text is kept on this page.", true);
  }

  function lost(words, again) {
    say(`${words}${savedWords ? ` ${savedWords}.` : ""}`, "amber");
    if (again) setTimeout(() => later(0), AGAIN);
    return false;
  }

  // What changed on the page since it was sent is never overwritten by an answer.
  function take(told, sent, body) {
    const then = new URLSearchParams(sent), stale = new Set();
    for (const [key, html] of Object.entries(told.fields || {})) replace(key, html, then, stale, body.has("do"));
    const sections = told.seen || {};
    for (const [name, number] of Object.entries(sections)) {
      const seen = named(`seen-${name}`)[0];
      if (seen && !stale.has(name)) seen.value = number;
    }
    for (const [name, value] of Object.entries(told.was || {})) for (const each of named(`was-${name}`)) each.value = value;
    if (told.shown) for (const each of form.querySelectorAll("[data-field]")) each.hidden = !told.shown.includes(each.dataset.field);
    if (told.sections) for (const each of form.querySelectorAll("[data-section]")) each.hidden = !told.sections.includes(each.dataset.section);
    for (const key of told.taken || []) form.querySelector(`[data-field="${key}"] [data-carried]`)?.remove();
    for (const box of form.querySelectorAll("[name=confirmed]:checked")) if (then.getAll("confirmed").includes(box.value)) box.closest("[data-carried]").remove();
    for (const [place, words] of Object.entries(told.says || {})) {
      const says = form.querySelector(`[data-says="${place}"]`);
      if (says) says.textContent = words;
    }
    problems(told.problems || {}, !told.shown);
    if (told.side) document.querySelector("[data-side]").innerHTML = told.side;
    const answered = document.querySelector("[data-answered]");
    if (answered && told.answered) answered.textContent = told.answered;
    if (told.go) { form.action = told.go; form.dataset.autosave = told.autosave; history.replaceState(null, "", told.go); }
    const now = text();
    // Hidden versions moved on; what people typed since is compared with what was sent.
    saved = same(now, then) ? String(now) : "";
    if (saved) delete form.dataset.unsaved;
    savedWords = told.saved;
    say(told.saved, "");
  }

  const typed = (params) => [...params].filter(([name]) => !/^(seen-|was-|csrf_token|clash|confirmed|asked)/.test(name)).join("\u0001");
  const same = (one, other) => typed(one) === typed(other);

  function replace(key, html, then, stale, force) {
    const old = form.querySelector(`[data-field="${key}"]`);
    if (!old) return;
    const touched = [...old.querySelectorAll("input, select, textarea")].some((each) => each.name && each.type !== "hidden"
      && (/checkbox|radio/.test(each.type) ? each.checked !== then.getAll(each.name).includes(each.value) : then.has(each.name) && then.get(each.name) !== each.value));
    if (touched && !force) { stale.add(old.closest("[data-section]")?.dataset.section || "submit"); return; }
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    const box = document.createElement("template");
    box.innerHTML = html;
    old.replaceWith(box.content);
    if (focused) document.getElementById(focused)?.focus();
    for (const each of form.querySelectorAll(`[data-field="${key}"] input:not([type=hidden]), [data-field="${key}"] select, [data-field="${key}"] textarea`))
      if (!/checkbox|radio/.test(each.type)) then.set(each.name, each.value);
  }

  // What is missing from the first page was said when it was sent; only an answer takes that back.
  function problems(told, keeps) {
    for (const place of form.querySelectorAll(".err[id$='-e']")) {
      const name = place.id.slice(0, -2), words = told[name] || "", inner = place.querySelector("span") || place;
      const field = document.getElementById(name);
      if (keeps && !words && field && !field.value) continue;
      place.hidden = !words;
      if (inner.textContent !== words) inner.textContent = words;
      place.parentElement.classList.toggle("bad", Boolean(words));
      if (!field || field.tagName === "FIELDSET") continue;
      if (words) { field.setAttribute("aria-invalid", "true"); field.setAttribute("aria-describedby", place.id); }
      else { field.removeAttribute("aria-invalid"); }
    }
  }

  function say(words, tone) {
    for (const each of document.querySelectorAll("[data-saved]")) {
      each.hidden = false;
      each.classList.toggle("amber", tone === "amber");
      if (tone) each.setAttribute("role", "alert"); else each.removeAttribute("role");
      each.querySelector("span").textContent = words;
    }
  }

  function signedOut() {
    stopped = true;
    say(`You were signed out. Nothing on this page is lost.${savedWords ? ` ${savedWords}.` : ""}`, "amber");
    for (const each of document.querySelectorAll("[data-saved]")) {
      if (each.querySelector("a")) continue;
      const link = Object.assign(document.createElement("a"), { href: "/sign-in", target: "_blank", rel: "noopener", className: "btn s", textContent: "Sign in in another tab" });
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn s", textContent: "Go on here" });
      button.addEventListener("click", resume);
      each.append(link, button);
    }
    return false;
  }

  async function resume() {
    if (!await renew()) { if (stopped) say(renew.words || "Still signed out. Nothing on this page is lost: sign in in another tab, then go on here.", "amber"); return; }
    stopped = false;
    for (const each of document.querySelectorAll("[data-saved] .btn")) each.remove();
    later(0);
  }

  // A new session has a new token. Another person's session must not save this person's text.
  async function renew() {
    renew.words = "";
    let answer;
    try { answer = await fetch(location.pathname, { redirect: "manual" }); } catch { return false; }
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const other = page.querySelector("form[data-autosave]"), token = page.querySelector("[name=csrf_token]");
    if (!other || !token) return false;
    if (other.dataset.reader !== form.dataset.reader) {
      renew.words = "Somebody else is signed in now. Your text is not saved under their name; sign in yourself, then go on here.";
      return false;
    }
    for (const each of document.querySelectorAll("[name=csrf_token]")) each.value = token.value;
    return true;
  }
}
