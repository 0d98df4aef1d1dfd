// "Check this report": recomputes, from what this page shows and what the wire published, that nothing was changed.
// Plain JavaScript on Web Crypto. The files it reads are described in docs/concepts/proof.md; `mediawire verify` checks
// the same and more, without trusting this page's own script.
"use strict";
(function () {
  const article = document.querySelector("article.report[data-item]");
  if (!article) return;
  const utf8 = new TextEncoder();
  const BLOCKS = new Set(["TD", "TH", "TR", "BR", "P", "DIV", "LI", "UL", "OL", "BLOCKQUOTE", "PRE"]);

  // ---- bytes ----
  const hex = (bytes) => Array.from(new Uint8Array(bytes), (each) => each.toString(16).padStart(2, "0")).join("");
  const unbase64 = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const same = (one, other) => hex(one) === hex(other);

  function joined(...parts) {
    const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const leafHash = (data) => sha256(joined(Uint8Array.of(0), data));
  const nodeHash = (left, right) => sha256(joined(Uint8Array.of(1), left, right));

  async function hmac(key, bytes) {
    const usable = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return new Uint8Array(await crypto.subtle.sign("HMAC", usable, bytes));
  }

  // ---- text as shown: what DESIGN.md section 6 calls the text of a span, of an element's own nodes ----
  const fold = (text) => text.replace(/[\t-\r \u00a0]+/g, " ").replace(/^ | $/g, "");

  function shownText(element) {
    let text = "";
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) text += node.data;
      if (node.nodeType !== Node.ELEMENT_NODE) return;
      const block = BLOCKS.has(node.tagName);
      if (block) text += " ";
      node.childNodes.forEach(walk);
      if (block) text += " ";
    };
    element.childNodes.forEach(walk);
    return fold(text);
  }

  const letters = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");

  // ---- the published files ----
  class Failed extends Error {}

  function need(holds, words) {
    if (!holds) throw new Failed(words);
  }

  async function fetched(address) {
    const answer = await fetch(address, { cache: "no-store", credentials: "omit" });
    need(answer.ok, `${address} cannot be read (status ${answer.status}).`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  const decoded = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

  // C2SP tlog-proof: header, extra, index, hashes, an empty line, the checkpoint.
  function parseProof(text) {
    const cut = text.indexOf("\n\n");
    const lines = text.slice(0, cut).split("\n");
    need(cut > 0 && lines.shift() === "c2sp.org/tlog-proof@v1", "The proof file is not one.");
    const salt = lines[0].startsWith("extra ") ? unbase64(lines.shift().slice(6)) : new Uint8Array();
    const index = /^index (0|[1-9][0-9]{0,15})$/.exec(lines.shift() || "");
    need(index, "The proof file names no place in the log.");
    return { salt, index: BigInt(index[1]), hashes: lines.map(unbase64), checkpoint: text.slice(cut + 2) };
  }

  // C2SP signed-note and tlog-checkpoint.
  function parseCheckpoint(note) {
    const cut = note.lastIndexOf("\n\n");
    need(cut > 0, "The checkpoint is not signed.");
    const text = note.slice(0, cut + 1);
    const [origin, size, root] = text.split("\n");
    need(/^(0|[1-9][0-9]{0,15})$/.test(size || ""), "The checkpoint names no size.");
    const signatures = note.slice(cut + 2).split("\n").filter(Boolean).map((line) => {
      const found = /^\u2014 (\S+) (\S+)$/.exec(line);
      need(found, "A line below the checkpoint is not a signature.");
      const bytes = unbase64(found[2]);
      return { name: found[1], id: bytes.slice(0, 4), value: bytes.slice(4) };
    });
    return { text, origin, size: BigInt(size), root: unbase64(root), signatures };
  }

  // Key and name of the log; the id ties them together.
  async function parseKey(line) {
    const [name, id, data] = line.trim().split("+");
    const bytes = unbase64(line.trim().slice(name.length + id.length + 2));
    need(data && bytes.length === 33 && bytes[0] === 1, "The published key is not an Ed25519 key.");
    const digest = await sha256(joined(utf8.encode(name + "\n"), bytes));
    need(hex(digest.slice(0, 4)) === id, "The published key does not fit its own id.");
    return { name, id: digest.slice(0, 4), raw: bytes.slice(1), text: line.trim() };
  }

  // RFC 9162 section 2.1.3.2.
  async function rootFrom(index, size, leaf, hashes) {
    need(index < size, "The proof names a place that the log does not have.");
    let at = index, last = size - 1n, root = leaf;
    for (const sibling of hashes) {
      need(last > 0n, "The inclusion proof is too long.");
      if (at & 1n || at === last) {
        root = await nodeHash(sibling, root);
        while (at && !(at & 1n)) {
          at >>= 1n;
          last >>= 1n;
        }
      } else {
        root = await nodeHash(root, sibling);
      }
      at >>= 1n;
      last >>= 1n;
    }
    need(last === 0n, "The inclusion proof is too short.");
    return root;
  }

  // ---- the checks; each gives a sentence, or throws what is false ----
  async function checkSignature(files) {
    const { checkpoint, keys } = files;
    let unable = false;
    for (const key of keys) {
      const line = checkpoint.signatures.find((each) => each.name === key.name && same(each.id, key.id));
      if (!line || checkpoint.origin !== key.name) continue;
      let usable;
      try {
        usable = await crypto.subtle.importKey("raw", key.raw, { name: "Ed25519" }, false, ["verify"]);
      } catch {
        unable = true;
        continue;
      }
      const holds = await crypto.subtle.verify({ name: "Ed25519" }, usable, line.value, utf8.encode(checkpoint.text));
      need(holds, `The signature of ${key.name} below the checkpoint is false.`);
      return `The log's checkpoint (${checkpoint.size} entries) is signed by the key ${key.text}.`;
    }
    need(unable, "The checkpoint is not signed by the wire's published key.");
    return { skipped: "Your browser cannot check Ed25519 signatures. `mediawire verify` can." };
  }

  async function checkManifest(files) {
    const { manifest, proof, checkpoint } = files;
    need(manifest.log === checkpoint.origin, `The manifest belongs to another log, ${manifest.log}.`);
    need(String(manifest.item) === article.dataset.item, "The manifest is of another report than this page.");
    need(String(manifest.revision) === article.dataset.revision,
      `This page is printing ${article.dataset.revision}, the manifest of printing ${manifest.revision}. Load the page again.`);
    const mac = hex(await hmac(proof.salt, files.manifestBytes));
    const { item, kind, revision, time } = manifest;
    const entry = JSON.stringify({ hmac: mac, item, kind, revision, time });
    const root = await rootFrom(proof.index, checkpoint.size, await leafHash(utf8.encode(entry)), proof.hashes);
    need(same(root, checkpoint.root), "The log holds no such manifest: it was changed after it was logged.");
    return `The manifest is entry ${proof.index} of the log, unchanged since ${time}.`;
  }

  async function checkParagraphs(files) {
    const shown = Array.from(article.querySelectorAll("[data-span]"));
    const wrong = [];
    for (let number = 0; number < Math.max(shown.length, files.manifest.paragraphs.length); number += 1) {
      const told = files.manifest.paragraphs[number];
      const element = shown[number];
      const fault = await paragraphFault(told, element, number);
      if (!fault) continue;
      wrong.push(`Paragraph ${number + 1}${element ? ` (“${fold(shownText(element)).slice(0, 40)}…”)` : ""} ${fault}.`);
      if (element) mark(element, fault);
    }
    need(!wrong.length, wrong.join(" "));
    const stray = strayText();
    need(!stray, `“${stray.slice(0, 60)}” stands among the paragraphs and was not logged.`);
    return `All ${shown.length} paragraphs that you see are word for word the ones that were logged.`;
  }

  async function paragraphFault(told, element, number) {
    if (!told) return "was not logged";
    if (!element) return `was logged, but is not on the page: “${told.selector.exact.slice(0, 60)}…”`;
    if (element.dataset.span !== String(number)) return "stands out of its order";
    if (("cut" in element.dataset) !== ("cut" in told)) return "hides, or pretends, that it is only a beginning";
    if (hex(await sha256(utf8.encode(shownText(element)))) !== told.digest) return "is not what was logged";
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const hidden = style.visibility !== "visible" || style.display === "none" || Number(style.opacity) < 0.2;
    return hidden || (shownText(element) && (box.width < 1 || box.height < 1)) ? "is hidden from you" : "";
  }

  // Text inside the body that is no paragraph's, no credit's, no embed's link and no mark of a cut.
  function strayText() {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const known = node.parentElement.closest("[data-span], .credit, .embed > a, .check-mark, .check-source");
      const text = fold(node.data);
      if (text && !known && text !== "…" && node.parentElement.closest(".body")) return text;
    }
    return "";
  }

  async function checkHeadline(files) {
    const { shown, source, house } = files.manifest.headline;
    const heading = shownText(article.querySelector("h1"));
    need(heading === fold(shown), `The headline reads “${heading}”, but “${shown}” was logged.`);
    if (letters(shown) === letters(source.text)) return "The headline is the source's.";
    need(letters(article.textContent).includes(letters(source.text)),
      `The source's own headline, “${source.text}”, is not on the page.`);
    return `The headline was changed by ${house.author}; the source's own stands beside it.`;
  }

  async function checkSource(files) {
    const { source, url, capture } = files.manifest;
    need(letters(article.textContent).includes(letters(source.name)), `The page does not name ${source.name}.`);
    const links = Array.from(article.querySelectorAll("a[href]"), (link) => link.getAttribute("href"));
    need(links.includes(url), `The page does not link to ${url}.`);
    return `Retrieved from ${capture.final_url} at ${capture.received}. The links beside the paragraphs lead there.`;
  }

  // Where the terms let the wire serve it: the page as it was captured, a WARC record.
  async function checkCapture(files) {
    const { served, record, first_record: first } = files.manifest.capture;
    if (!served) return "";
    const address = new URL(served, new URL(".", location.href));
    const bytes = await fetched(address);
    const digest = first ? "" : record.digest;
    need(!digest || hex(await sha256(bytes)) === digest, "The captured page is not the one that was logged.");
    const link = element("a", { class: "check-capture", href: address.href, download: "" }, "The page as it was captured");
    const told = digest ? " is served here, and its digest is the one that was logged." : " is served here.";
    return element("span", {}, link, `${told} \`mediawire verify\` computes every paragraph from it again.`);
  }

  const CHECKS = [checkSignature, checkManifest, checkParagraphs, checkHeadline, checkSource, checkCapture];

  async function gather() {
    const here = new URL(".", location.href);
    const [manifestBytes, proofBytes] = await Promise.all(
      ["manifest.json", "proof.tlog-proof"].map((name) => fetched(new URL(name, here))));
    const manifest = JSON.parse(decoded(manifestBytes));
    const depth = manifest.path.split("/").length;
    const keyText = decoded(await fetched(new URL("../".repeat(depth) + "log.pub", here)));
    const keys = await Promise.all(keyText.split("\n").filter(Boolean).map(parseKey));
    const proof = parseProof(decoded(proofBytes));
    return { manifest, manifestBytes, proof, checkpoint: parseCheckpoint(proof.checkpoint), keys };
  }

  // ---- what the reader sees ----
  function element(name, attributes, ...inside) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  }

  function mark(paragraph, fault) {
    paragraph.classList.add("check-false");
    paragraph.style.outline = "3px solid #c00";
    paragraph.after(element("strong", { class: "check-mark", role: "note" }, ` [This paragraph ${fault}.]`));
  }

  function linkParagraphs(manifest) {
    for (const paragraph of article.querySelectorAll("[data-span]")) {
      const told = manifest.paragraphs[Number(paragraph.dataset.span)];
      if (!told || !/^https?:/.test(told.link) || paragraph.tagName === "TR") continue;
      const link = element("a", { class: "check-source", href: told.link, rel: "noopener" }, " ↗");
      link.setAttribute("aria-label", "This passage at its source");
      paragraph.after(link);
    }
  }

  const button = element("button", { type: "button", class: "check-button" }, "Check this report");
  const result = element("div", { class: "check-result", role: "status", "aria-live": "polite" });
  const panel = element("section", { class: "check", "aria-label": "Check this report", lang: "en", dir: "ltr" }, button, result);

  function say(list, state, words) {
    list.append(element("li", { "data-state": state }, element("b", {}, `${state}: `), words));
  }

  async function run() {
    button.disabled = true;
    article.querySelectorAll(".check-mark, .check-source").forEach((each) => each.remove());
    article.querySelectorAll(".check-false").forEach((each) => {
      each.classList.remove("check-false");
      each.style.outline = "";
    });
    const list = element("ol", {});
    result.replaceChildren(list);
    panel.dataset.state = "checking";
    panel.dataset.state = (await judged(list)) ? "holds" : "false";
    button.disabled = false;
  }

  async function judged(list) {
    if (!globalThis.crypto || !crypto.subtle) {
      say(list, "Not checked", "Your browser computes digests on https pages only. `mediawire verify` works anywhere.");
      return false;
    }
    let files;
    try {
      files = await gather();
    } catch (fault) {
      say(list, "Not checked", fault instanceof Failed ? fault.message : `The published files cannot be read (${fault.message}).`);
      return false;
    }
    let holds = true;
    for (const check of CHECKS) {
      try {
        const words = await check(files);
        if (!words) continue;
        if (words.skipped) say(list, "Not checked", words.skipped);
        else say(list, "Shown", words);
      } catch (fault) {
        holds = false;
        say(list, "False", fault instanceof Failed ? fault.message : `This check could not be made (${fault.message}).`);
      }
    }
    linkParagraphs(files.manifest);
    say(list, "Not shown", "That the source was right; that it served the same words to others; that this site shows " +
      "everybody the same log. Compare the key above with one that you had from elsewhere.");
    return holds;
  }

  button.addEventListener("click", run);
  (article.querySelector(".colophon") || article).append(panel);
})();
