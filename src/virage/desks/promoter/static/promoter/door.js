// The door of a session: marks are kept in this browser first, then sent; nothing is lost without a network.
"use strict";
const door = document.querySelector("[data-door]");
const place = `accueil:${door.dataset.door}`;
const said = document.querySelector("[data-said]");
const KEPT = "accueil";

function kept() {
  const found = JSON.parse(localStorage.getItem(place) || "null");
  return found || { device: crypto.randomUUID(), marks: [] };
}

function keep(state) {
  localStorage.setItem(place, JSON.stringify(state));
  tell(state);
}

function tell(state, trouble = "") {
  const waiting = state.marks.length;
  const words = waiting ? door.dataset.waiting.replace("{n}", waiting) : !navigator.onLine ? door.dataset.ready : door.dataset.state ? door.dataset.sent : "";
  said.textContent = [trouble, words].filter(Boolean).join(" ");
  document.querySelector("[data-count]").textContent = door.querySelectorAll('[data-came="yes"]').length;
}

function show(row, came, disputed) {
  row.dataset.came = came === null ? "" : came ? "yes" : "no";
  const words = disputed ? door.dataset.disputed : came === null ? "" : came ? door.dataset.there : door.dataset.away;
  row.querySelector("[data-standing]").textContent = words;
}

function mark(row, came) {
  const state = kept();
  const number = crypto.randomUUID();
  state.marks.push({ number, registration: Number(row.dataset.row), came, at: new Date().toISOString() });
  show(row, came, false);
  keep(state);
  send();
}

let sending = false;
async function send() {
  const state = kept();
  if (sending || !state.marks.length || !navigator.onLine) return tell(state);
  sending = true;
  let trouble = "";
  try {
    const answer = await fetch(door.dataset.to, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(state),
    });
    if (answer.redirected || !answer.ok) trouble = door.dataset.again;
    else settle(await answer.json());
  } catch {
    trouble = ""; // no network after all: the marks wait
  } finally {
    sending = false;
  }
  tell(kept(), trouble);
}

function settle(answer) {
  const state = kept();
  const done = new Set(answer.kept);
  state.marks = state.marks.filter((one) => !done.has(one.number));
  localStorage.setItem(place, JSON.stringify(state));
  const waiting = new Set(state.marks.map((one) => one.registration));
  for (const [number, line] of Object.entries(answer.lines)) {
    const row = door.querySelector(`[data-row="${number}"]`);
    if (row && !waiting.has(Number(number))) show(row, line.came, line.disputed);
  }
}

function token() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]*)/);
  return found ? found[1] : "";
}

function byCode(words) {
  const code = words.trim().replace(/\/+$/, "").split("/").pop().toUpperCase();
  return [...door.querySelectorAll("[data-code]")].find((row) => row.dataset.code === code);
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target.matches("[data-marks]") && button) {
    event.preventDefault();
    mark(button.closest("[data-row]"), button.name === "there");
  }
  if (event.target.matches("[data-by-code]")) {
    const field = event.target.elements.code;
    const row = byCode(field.value);
    if (!row && navigator.onLine) return; // the server may know someone this page does not
    event.preventDefault();
    if (row) {
      mark(row, true);
      row.scrollIntoView({ block: "center" });
      field.value = "";
    } else tell(kept(), door.dataset.unknown);
  }
});

async function forget() {
  if (kept().marks.length) return tell(kept(), door.dataset.first);
  localStorage.removeItem(place);
  await caches.delete(KEPT);
  said.textContent = door.dataset.forgotten;
}

async function prepare() {
  if (!("serviceWorker" in navigator)) return;
  const cache = await caches.open(KEPT);
  if (await cache.match(location.pathname, { ignoreVary: true })) ready();
  await navigator.serviceWorker.register(door.dataset.worker);
  const needed = [...document.querySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon], script[src]")];
  await cache.addAll([location.pathname, ...needed.map((one) => one.href || one.src)]);
  ready();
}

function ready() {
  door.dataset.state = "ready";
  tell(kept());
}

for (const one of kept().marks) {
  const row = door.querySelector(`[data-row="${one.registration}"]`);
  if (row) show(row, one.came, false);
}
document.querySelector("[data-tools]").hidden = false;
document.querySelector("[data-forget]").addEventListener("click", forget);
window.addEventListener("online", send);
window.addEventListener("offline", () => tell(kept()));
setInterval(send, 20000);
tell(kept());
send();
prepare().catch(() => {});
