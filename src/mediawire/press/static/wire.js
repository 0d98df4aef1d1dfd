// Ages that stay right, and lists that fill while one watches. Pages are whole without this file.
"use strict";
(function () {
  const language = document.documentElement.lang || "en";
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const steps = [["minute", 60], ["hour", 3600], ["day", 86400]];

  function age(moment) {
    const seconds = (Date.now() - moment.getTime()) / 1000;
    if (seconds < 45) return "just now";
    let told = "";
    for (const [unit, size] of steps) {
      if (seconds >= size * 0.75) told = words.format(-Math.max(1, Math.round(seconds / size)), unit);
    }
    return told;
  }

  function tell(time) {
    const moment = new Date(time.dateTime);
    if (isNaN(moment)) return;
    if (!time.title) time.title = time.textContent;
    // After a week a date says more than an age; of what a wrong clock puts into the future no age can be told.
    const passed = Date.now() - moment.getTime();
    const text = passed > 7 * 86400000 || passed < -60000 ? time.title : age(moment);
    if (time.textContent !== text) time.textContent = text;
  }

  function tellAll() {
    document.querySelectorAll("time[data-age]").forEach(tell);
  }

  function element(name, attributes, ...inside) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== "") made.setAttribute(key, value);
    made.append(...inside);
    return made;
  }

  function entry(item, root) {
    const tongue = { lang: item.language, dir: item.dir };
    const made = element("li", { "data-id": String(item.id) });
    if (item.view) made.append(element("span", { class: "label" }, "Opinion"));
    const link = element("a", { href: root + item.path + "/index.html", ...tongue }, element("bdi", {}, item.headline));
    made.append(element("h3", {}, link));
    if (item.excerpt) made.append(element("p", { class: "excerpt", ...tongue }, item.excerpt));
    const printed = new Date(item.printed_at);
    const stamp = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
    const time = element("time", { datetime: item.printed_at, "data-age": "true", title: stamp.format(printed) + " UTC" });
    tell(time);
    made.append(element("p", { class: "meta" }, element("bdi", {}, item.source), " ", time));
    return made;
  }

  // The list becomes what the file says: new entries come in, changed ones are changed, withdrawn ones go.
  function reconcile(list, items) {
    const shown = new Map(Array.from(list.children, (child) => [child.dataset.id, child]));
    let before = list.firstElementChild;
    let fresh = 0;
    for (const item of items) {
      const made = entry(item, list.dataset.root);
      const old = shown.get(String(item.id));
      shown.delete(String(item.id));
      const same = old && ["h3", ".excerpt"].every((part) => said(old, part) === said(made, part));
      if (same) {
        if (old === before) before = before.nextElementSibling;
        else list.insertBefore(old, before);
        continue;
      }
      list.insertBefore(made, before);
      if (old) {
        if (old === before) before = old.nextElementSibling;
        old.remove();
      } else {
        fresh += 1;
        made.classList.add("fresh");
      }
    }
    shown.forEach((gone) => gone.remove());
    return fresh;
  }

  function said(inside, part) {
    const found = inside.querySelector(part);
    return found ? found.textContent : "";
  }

  function announce(fresh) {
    const place = document.querySelector("[data-news]");
    if (place && fresh) place.textContent = fresh === 1 ? "One new report" : fresh + " new reports";
  }

  // One question at a time: an older answer must not come in after a newer one and undo it.
  const asking = new Set();
  const askAgain = new Set();

  async function fill(list) {
    if (document.visibilityState !== "visible") return;
    if (asking.has(list)) {
      askAgain.add(list);
      return;
    }
    asking.add(list);
    await ask(list);
    asking.delete(list);
    if (askAgain.delete(list)) await fill(list);
  }

  async function ask(list) {
    try {
      const answer = await fetch(list.dataset.fill, { cache: "no-cache" });
      if (!answer.ok) return;
      const told = await answer.json();
      const items = told.items.filter((item) => String(item.id) !== list.dataset.except);
      announce(reconcile(list, items.slice(0, Number(list.dataset.most))));
      const empty = document.querySelector(".empty");
      if (empty) empty.hidden = items.length > 0;
    } catch (fault) {
      // The wire may be down for a moment; the page stays as it was printed.
      console.info("recent posts not refreshed:", fault.message);
    }
  }

  tellAll();
  setInterval(tellAll, 15000);
  if (!location.protocol.startsWith("http")) return;
  for (const list of document.querySelectorAll("[data-fill]")) {
    fill(list);
    if (list.dataset.every) setInterval(fill, Number(list.dataset.every) * 1000, list);
    document.addEventListener("visibilitychange", () => fill(list));
  }
})();
