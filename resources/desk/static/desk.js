// Yi Desk: fields save themselves when they are left, and what cannot be sent is kept in this browser until it can.
"use strict";
(() => {
  const token = () => document.querySelector("meta[name=desk-token]").content;
  const words = (name) => document.body.dataset["words" + name];
  const storeKey = (field) => `desk:${document.body.dataset.pack}:${field.dataset.entry}:${field.dataset.place}`;
  const status = (text) => { document.getElementById("status").textContent = text; };
  const RETRY_MS = 4000;
  const waiting = new Set();
  let retry = 0;

  // ---- fields

  const controls = (field) => [...field.querySelectorAll("textarea, [data-value]")];
  const read = (field) => Object.fromEntries(controls(field).map((each) => [each.dataset.language || "", each.value]));
  const same = (one, other) => Object.keys(one).every((key) => (one[key] || "").trim() === (other[key] || "").trim());
  const bases = new WeakMap();
  const asSent = (each) => each.tagName === "SELECT"
    ? [...each.options].find((option) => option.defaultSelected)?.value ?? each.options[0]?.value ?? ""
    : each.defaultValue;
  // As the server sent it; what was typed before this script ran counts as typed.
  const sent = (field) => Object.fromEntries(controls(field).map((each) => [each.dataset.language || "", asSent(each)]));

  function write(field, values) {
    for (const each of controls(field)) {
      each.value = values[each.dataset.language || ""] ?? "";
      grow(each);
    }
    count();
  }

  function say(field, text, kind = "") {
    const state = field.querySelector(":scope > .state");
    state.textContent = text;
    state.dataset.kind = kind;
  }

  function keep(field) {
    try {
      localStorage.setItem(storeKey(field), JSON.stringify({ token: field.dataset.token, values: read(field) }));
    } catch { status(words("NotSaved")); }
  }

  function forget(field) { localStorage.removeItem(storeKey(field)); }

  async function save(field) {
    if (!field.isConnected || field.dataset.clash) return;
    const values = read(field);
    if (same(values, bases.get(field)) && !waiting.has(field)) { forget(field); return; }
    if (field.dataset.saving) { field.dataset.again = "1"; return; }
    field.dataset.saving = "1";
    keep(field);
    say(field, words("Saving"));
    const body = { place: JSON.parse(field.dataset.place), token: field.dataset.token };
    if (field.dataset.field === "text") body.words = values; else body.value = values[""];
    let answer;
    try {
      answer = await fetch(`/save/${field.dataset.entry}`, {
        method: "POST", headers: { "Content-Type": "application/json", "X-Desk-Token": token() },
        body: JSON.stringify(body),
      });
      const said = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : null;
      delete field.dataset.saving;
      waiting.delete(field);
      if (answer.ok && said) saved(field, values, said);
      else if (answer.status === 409 && said) clash(field, said.theirs, said.token);
      else if (answer.status === 429) later(field, words("Wait"));
      else refused(field, said && said.words, answer.status);
    } catch {
      delete field.dataset.saving;
      later(field, words("Kept"));
    }
    if (field.dataset.again) { delete field.dataset.again; await save(field); }
  }

  function later(field, text) {
    waiting.add(field);
    say(field, text, "kept");
    status(text);
    clearTimeout(retry);
    retry = setTimeout(sendAll, RETRY_MS);
  }

  function saved(field, values, said) {
    field.dataset.token = said.token;
    // What is removed must be as it was read: here it was changed by ourselves.
    for (const button of document.querySelectorAll("[data-item=remove]")) {
      button.dataset.token = said.around[button.dataset.place] || button.dataset.token;
    }
    const now = field.dataset.field === "text" ? said.now : { "": said.now };
    bases.set(field, now);
    if (same(read(field), values)) { forget(field); } else { keep(field); }
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    say(field, words("Saved").replace("{time}", time), "saved");
    status(words("Saved").replace("{time}", time));
    check();
    document.body.dispatchEvent(new CustomEvent("desk-changed"));
  }

  // What an answer says that has no words of ours: the session ended, or the page is of an earlier one.
  const ofCode = (code) => (code === 401 || code === 403 ? words("Ended") : code === 429 ? words("Wait") : words("Fault"));

  function refused(field, text, code) {
    const why = text || ofCode(code);
    say(field, `${words("NotSaved")}: ${why}`, "refused");
    status(why);
  }

  function problem(severity, text, advice) {
    const line = document.createElement("p");
    line.className = `problem ${severity}`;
    const mark = document.createElement("b");
    mark.textContent = severity === "error" ? words("Error") : words("Warning");
    line.append(mark, ` ${text}`);
    if (advice) {
      const small = document.createElement("small");
      small.textContent = ` ${advice}`;
      line.append(small);
    }
    return line;
  }

  function clash(field, theirs, newToken) {
    const values = typeof theirs === "object" && theirs !== null ? theirs : { "": theirs };
    const mine = read(field);
    const known = Object.fromEntries(Object.keys(mine).map((key) => [key, values[key] || ""]));
    if (same(mine, known)) {  // both typed the same
      field.dataset.token = newToken;
      bases.set(field, known);
      forget(field);
      say(field, "");
      return;
    }
    const box = field.querySelector(".clash");
    const shown = (each) => Object.values(each).map((text) => text || words("Empty")).join("\n");
    box.querySelector("[data-theirs]").textContent = shown(known);
    box.querySelector("[data-mine]").textContent = shown(mine);
    box.hidden = false;
    field.dataset.clash = "1";
    say(field, words("NotSaved"), "refused");
    box.onclick = (event) => {
      const take = event.target.dataset.take;
      if (!take) return;
      box.hidden = true;
      delete field.dataset.clash;
      field.dataset.token = newToken;
      bases.set(field, known);
      if (take === "theirs") { write(field, known); forget(field); say(field, ""); } else { save(field); }
    };
  }

  function sendAll() { return Promise.all([...document.querySelectorAll("[data-field]")].map(save)); }

  function adopt(field) {
    bases.set(field, sent(field));
    if (!same(read(field), sent(field))) keep(field);
    const kept = localStorage.getItem(storeKey(field));
    if (!kept) return;
    const { token: before, values } = JSON.parse(kept);
    const theirs = sent(field);
    if (same(values, theirs)) { forget(field); return; }
    write(field, values);
    if (before === field.dataset.token) {
      say(field, words("Restored"), "kept");
      save(field);
    } else {
      clash(field, theirs, field.dataset.token);
    }
  }

  // ---- what is wrong

  let checking = false;
  let checkAgain = false;

  // The whole pack is checked, which takes a while for a large one: the fields hear of it when it is done.
  async function check() {
    const fields = [...document.querySelectorAll("[data-field]")];
    if (!fields.length) return;
    if (checking) { checkAgain = true; return; }
    checking = true;
    try {
      const answer = await fetch(`/problems/${fields[0].dataset.entry}`, { headers: { "X-Desk-Token": token() } });
      if (answer.ok) show(await answer.json());
    } catch { /* no connection: the next save asks again */ }
    checking = false;
    if (checkAgain) { checkAgain = false; check(); }
  }

  function show(found) {
    for (const field of document.querySelectorAll("[data-field]")) {
      const path = JSON.parse(field.dataset.place)[1];
      const own = found.filter((each) => path.every((part, number) => each.path[number] === part));
      field.querySelector(":scope > .problems")
        .replaceChildren(...own.map((each) => problem(each.severity, each.words, each.advice)));
    }
  }

  // ---- how much

  const HAN = /\p{Script=Han}/gu;
  const LATIN = /[A-Za-z0-9][\w.,'’%-]*/g;

  function amount(text, unit) {
    const plain = text.replace(/\*+/g, "").trim();
    if (unit === "characters") return [...plain].length;
    if (unit === "words") return plain ? plain.split(/\s+/).length : 0;
    return (plain.match(HAN) || []).length + (plain.replace(HAN, " ").match(LATIN) || []).length;
  }

  function count() {
    const groups = new Map();
    const limited = [...document.querySelectorAll("textarea[data-most]")];
    for (const each of limited) {
      const group = each.dataset.group || "";
      if (group) groups.set(group, (groups.get(group) || 0) + amount(each.value, each.dataset.unit));
    }
    for (const each of limited) {
      const { most, unit, group } = each.dataset;
      const number = group ? groups.get(group) : amount(each.value, unit);
      const box = each.parentElement.querySelector(".count");
      box.textContent = `${number} / ${most} ${each.dataset.unitWords}${group ? ` · ${each.dataset.groupWords}` : ""}`;
      box.classList.toggle("over", number > Number(most));
    }
  }

  function grow(area) {
    if (area.tagName !== "TEXTAREA" || CSS.supports("field-sizing", "content")) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }
  document.addEventListener("toggle", (event) => event.target.querySelectorAll("textarea").forEach(grow), true);

  // ---- blocks and items

  async function change(button, action, kind = "") {
    await sendAll();
    const { place, token: read, entry } = button.dataset;
    // The token as it is now: a field of it may just have been saved.
    await htmx.ajax("POST", `/items/${entry}`, {
      target: "#form", swap: "innerHTML", values: { action, place, token: read, kind },
    });
    keepFocus(action, JSON.parse(place));
  }

  // The form is a new one: whoever works by keyboard goes on where they were.
  function keepFocus(action, [file, path]) {
    const at = path[path.length - 1];
    const is = (each, number) => {
      const [inFile, within] = JSON.parse(each.dataset.place);
      return inFile === file && [...path.slice(0, -1), number].every((part, index) => within[index] === part);
    };
    const buttons = [...document.querySelectorAll("[data-item]")].filter((each) => JSON.parse(each.dataset.place)[1].length === path.length);
    const of = (number, like) => buttons.find((each) => is(each, number) && each.dataset.item === like);
    const any = (number) => buttons.find((each) => is(each, number) && each.dataset.item !== "add");
    const to = { up: at - 1, down: at + 1 }[action] ?? at;
    const next = action === "add"
      ? [...document.querySelectorAll("[data-field]")].find((each) => is(each, at))?.querySelector("textarea, [data-value]")
      : of(to, action) || any(to) || any(to - 1);
    (next || document.getElementById("content")).focus();
  }

  // ---- the page as the kiosk draws it

  const flat = (text) => text.replace(/[*\s]+/g, "").toLowerCase();

  function fieldOf(text, language) {
    const wanted = flat(text);
    let best = null;
    let size = 0;
    for (const each of document.querySelectorAll("textarea[data-language]")) {
      if (each.dataset.language !== language) continue;
      const value = flat(each.value);
      if (!value) continue;
      if (value === wanted) return each;
      const is = (wanted.length > 1 && value.includes(wanted)) || (value.length > 2 && wanted.includes(value));
      if (is && value.length > size) { best = each; size = value.length; }
    }
    return best;
  }

  function lay(root) {
    for (const glass of root.querySelectorAll(".glass")) {
      for (const word of glass.querySelectorAll(".word")) {
        const [x, y, w, h] = word.dataset.rect.split(" ").map(Number);
        Object.assign(word.style, { left: `${x * 100}%`, top: `${y * 100}%`, width: `${w * 100}%`, height: `${h * 100}%` });
        word.hidden = !fieldOf(word.dataset.words, glass.dataset.language);
      }
    }
  }

  function open(word) {
    const area = fieldOf(word.dataset.words, word.parentElement.dataset.language);
    if (!area) return;
    for (let each = area.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    area.scrollIntoView({ block: "center" });
    area.focus();
  }

  // ---- files

  function send(drop, file) {
    return new Promise((resolve) => {
      const state = drop.querySelector(":scope > .state");
      const box = drop.querySelector(":scope > .problems");
      box.replaceChildren();
      state.textContent = words("Uploading").replace("{name}", file.name);
      const request = new XMLHttpRequest();
      request.open("POST", drop.dataset.drop);
      request.setRequestHeader("X-Desk-Token", token());
      request.setRequestHeader("X-Desk-Name", encodeURIComponent(file.name));
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.onload = () => { state.textContent = words("Opening"); };
      request.onerror = () => { state.textContent = words("NotSaved"); resolve(null); };
      request.onload = () => {
        let said = {};
        try { said = JSON.parse(request.responseText); } catch { said = { words: ofCode(request.status) }; }
        state.textContent = "";
        if (request.status === 200) {
          state.textContent = said.said || "";
          if ((said.problems || []).length) {
            if (said.heading) box.append(problem("warning", said.heading, ""));
            box.append(...said.problems.map((each) => problem("warning", each, "")));
            if (said.go) {
              const on = document.createElement("a");
              on.href = said.go;
              on.textContent = words("GoOn");
              box.append(on);
            }
          }
          resolve(said);
        } else {
          box.append(problem("error", said.words || words("Fault"), (said.more || []).join(" ")));
          resolve(null);
        }
      };
      request.send(file);
    });
  }

  async function sendFiles(drop, files) {
    let last = null;
    for (const file of files) {
      last = await send(drop, file);
      // What was lost of a picture is read before the page goes on.
      if (!last || (last.go && last.problems.length)) return;
    }
    if (last && last.go) location.assign(last.go);
  }

  // ---- what happens

  document.addEventListener("input", (event) => {
    const field = event.target.closest("[data-field]");
    if (!field) return;
    grow(event.target);
    count();
    if (!field.dataset.clash) { keep(field); say(field, ""); }
  });
  document.addEventListener("change", (event) => {
    const field = event.target.closest("[data-field]");
    if (field) { save(field); return; }
    if (event.target.matches("[data-submit]")) { event.target.form.requestSubmit(); return; }
    const drop = event.target.closest("[data-drop]");
    if (drop && event.target.files.length) sendFiles(drop, [...event.target.files]);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.item) change(button, button.dataset.item);
    else if ("addBlock" in button.dataset) {
      const line = button.closest("[data-place]");
      change(line, "add", line.querySelector("select").value);
    } else if (button.classList.contains("word")) open(button);
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      sendAll();
    }
  });
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      const drop = event.target.closest?.("[data-drop]");
      event.preventDefault();  // a file that misses the place does not replace the page
      if (kind === "drop" && drop && event.dataTransfer.files.length) sendFiles(drop, [...event.dataTransfer.files]);
    });
  }
  window.addEventListener("online", sendAll);
  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-Desk-Token"] = token(); });
  document.addEventListener("htmx:responseError", (event) => {
    let text = ofCode(event.detail.xhr.status);
    try { text = JSON.parse(event.detail.xhr.responseText).words || text; } catch { /* no words of ours */ }
    status(text);
  });
  document.addEventListener("htmx:sendError", () => status(words("NotSaved")));
  document.addEventListener("htmx:afterSwap", (event) => begin(event.target));

  // The field that an address names may be within something closed.
  function unfold() {
    const field = location.hash && document.getElementById(location.hash.slice(1));
    for (let each = field && field.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
    if (field) field.scrollIntoView({ block: "center" });
  }

  function begin(root) {
    for (const drop of root.querySelectorAll("[data-drop]")) {
      const chosen = drop.querySelector("input[type=file]").files;
      if (chosen.length) sendFiles(drop, [...chosen]);
    }
    root.querySelectorAll("[data-field]").forEach(adopt);
    root.querySelectorAll("textarea").forEach(grow);
    lay(root);
    count();
    if (root === document || root.id === "form") check();
  }

  begin(document);
  unfold();
})();
