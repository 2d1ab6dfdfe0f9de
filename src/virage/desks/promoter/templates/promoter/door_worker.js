// Keeps the page of the door, its style and its script: once opened, it opens again without a network.
"use strict";
const KEPT = "accueil";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  const door = /\/activites\/\d+\/accueil\/$/.test(address.pathname);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (door || address.pathname.startsWith("/static/")) event.respondWith(freshOrKept(event.request));
});

async function freshOrKept(request) {
  const kept = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await kept.put(request, answer.clone());
    return answer;
  } catch (trouble) {
    const found = await kept.match(request, { ignoreSearch: true, ignoreVary: true });
    if (found) return found;
    throw trouble;
  }
}
