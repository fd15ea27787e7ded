// Keys, menus, rows and forms. Every page works without this file.

const root = document.documentElement;
const typing = (target) =>
  target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) &&
  !/^(checkbox|radio|button|submit)$/.test(target.type);

// Menus close when one clicks elsewhere or presses Escape.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
};
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));

// The row that j and k move, in a table with data-rows. Beside an open report they open the next or
// the previous one.
const report = document.querySelector("[data-lane-report]");
const rows = () => [...document.querySelectorAll("[data-rows] tbody tr[data-row]")];
const currentRow = () => document.querySelector("tr[data-current]");
const moveTo = (row) => {
  if (!row) return;
  currentRow()?.removeAttribute("data-current");
  row.setAttribute("data-current", "");
  row.querySelector("a[data-open]")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
};
// A hurried second key does not reach the report that is about to go.
let isLeaving = false;
addEventListener("pageshow", () => { isLeaving = false; });
const leave = (element) => {
  if (!element || isLeaving) return;
  isLeaving = true;
  setTimeout(() => { isLeaving = false; }, 2000);
  element.click();
};
const step = (by) => {
  const all = report ? [] : rows();
  const link = (report ?? document).querySelector(by > 0 ? "a[data-next]" : "a[data-previous]");
  if (all.length === 0) return leave(link);
  const at = all.indexOf(currentRow());
  if (by > 0 && at === all.length - 1) return leave(link);
  moveTo(all[Math.max(0, Math.min(all.length - 1, at + by))]);
};
const seen = (element) => element && !element.disabled && element.checkVisibility() ? element : null;
const withKey = (place, key) => place?.querySelector(`[data-key="${key}"]:not([disabled])`);
const press = (key) => (withKey(report, key) ?? withKey(document, key))?.click();
// a and r act on the selection; where nothing is selected, on the report.
const decide = (key) => {
  const bulk = document.querySelector("form[data-picking]");
  if (seen(bulk)) return leave(seen(bulk.querySelector(`[data-bulk-key="${key}"]`)));
  leave(withKey(report, key) ?? withKey(document, key));
};
// The whole row opens, as its link does; the cell around a box is part of the box.
document.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-row]");
  if (!row || event.target.closest("a, button, input, label, summary, textarea")) return;
  const box = event.target.closest("td.pick")?.querySelector("input");
  if (box) return box.click();
  const link = row.querySelector("a[data-open]");
  if (!link || String(getSelection())) return;
  if (event.ctrlKey || event.metaKey) open(link.href);
  else link.click();
});

// Each key that is a character can be turned off, for this person in this browser.
const offKey = `keys-off:${root.dataset.person ?? ""}`;
const off = new Set();
try { for (const keys of JSON.parse(localStorage.getItem(offKey)) ?? []) off.add(keys); } catch { /* All are on. */ }
const isOff = (key) => [...off].some((keys) => keys === key || keys.split(" ").includes(key) && !keys.startsWith("g "));
for (const entry of root.hasAttribute("data-keys") ? document.querySelectorAll("#keys dl div") : []) {
  const names = [...entry.querySelectorAll("kbd")].map((key) => key.textContent);
  if (names.some((name) => name.length > 1)) continue;
  const keys = names.join(" ");
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", checked: !off.has(keys), ariaLabel: entry.querySelector("dd").textContent });
  box.dataset.keySwitch = keys;
  box.addEventListener("change", () => {
    if (box.checked) off.delete(keys);
    else off.add(keys);
    try { localStorage.setItem(offKey, JSON.stringify([...off])); } catch { /* Until the next page. */ }
  });
  entry.querySelector("dt").prepend(box);
}
for (const button of document.querySelectorAll("[data-show-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => document.getElementById("keys")?.showModal());
}

let prefix = "";
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (document.querySelector("dialog[open]")) return;
    if (document.querySelector("details.menu[open]")) return closeMenus();
    if (typing(event.target)) return event.target.blur();
    if (root.hasAttribute("data-keys")) press("Escape");
    return;
  }
  if (!root.hasAttribute("data-keys") || typing(event.target)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  if (prefix === "g") {
    prefix = "";
    if (isOff(`g ${event.key}`)) return;
    if (event.key === "d") location.assign("/");
    if (event.key === "u") location.assign("/usage-reports");
    return;
  }
  if (isOff(event.key)) return;
  switch (event.key) {
    case "g": prefix = "g"; setTimeout(() => { prefix = ""; }, 1500); return;
    case "?": document.getElementById("keys")?.showModal(); break;
    case "/": document.querySelector("[data-find]")?.focus(); break;
    case "j": step(1); break;
    case "k": step(-1); break;
    case "x": seen(currentRow()?.querySelector("input[data-pick]"))?.click(); break;
    case "X": seen(document.querySelector("input[data-pick-query]"))?.click(); break;
    case "a": case "r": decide(event.key); break;
    case "b": case "s": case "u": press(event.key); break;
    case "e":
      press(event.key);
      document.querySelector("details.menu[open] .sheet a")?.focus();
      break;
    default: return;
  }
  event.preventDefault();
});

// A form is sent once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent && !event.defaultPrevented) return event.preventDefault();
  if (form.method === "post") {
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  }
});

// What was typed into a form is not dropped without a question.
const typed = document.querySelector("form[data-typed]");
if (typed) {
  typed.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) typed.requestSubmit();
  });
  const isChanged = (field) => "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue;
  let isSent = false;
  typed.addEventListener("submit", () => { isSent = true; });
  addEventListener("pageshow", (event) => { if (event.persisted) isSent = false; });
  addEventListener("beforeunload", (event) => {
    if (!isSent && [...typed.elements].some(isChanged)) event.preventDefault();
  });
}

// A text to choose is inserted into the field in which one typed last.
let lastText = document.getElementById("reasons");
document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea")) lastText = event.target;
});
document.addEventListener("click", (event) => {
  const text = event.target.closest("[data-insert]")?.dataset.insert;
  const field = lastText ?? event.target.form?.querySelector("textarea");
  if (!text || !field) return;
  event.preventDefault();
  field.value = [field.value.trimEnd(), text].filter(Boolean).join("\n");
  field.focus();
});

// Selected reports that are decided on together are not selected any more.
document.addEventListener("submit", (event) => {
  if (!event.target.getAttribute("action")?.endsWith("/confirm")) return;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("picks:")) sessionStorage.removeItem(key);
});

// Selects and radios that ask for nothing more send their form.
for (const field of document.querySelectorAll("[data-send]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}

// Whoever types what to find means to find it.
for (const field of document.querySelectorAll("[data-find]")) {
  field.addEventListener("input", () => {
    const find = field.form?.querySelector('input[name="accounts"][value="find"]');
    if (find && field.value !== "") find.checked = true;
  });
  const all = field.form?.querySelector('input[name="accounts"][value="all"]');
  all?.addEventListener("change", () => { field.value = ""; });
}

// Files can be dropped anywhere on their field.
for (const place of document.querySelectorAll("[data-drop]")) {
  const over = (is) => place.toggleAttribute("data-over", is);
  place.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  place.addEventListener("dragleave", () => over(false));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    const input = place.querySelector("input[type=file]");
    if (event.dataTransfer.files.length > 0) input.files = event.dataTransfer.files;
  });
}

// A link to a part that is folded unfolds it.
const unfold = () => {
  const part = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (part?.localName === "details") part.open = true;
};
addEventListener("hashchange", unfold);
unfold();

// Unsaved input is kept for the person who typed it, and until they sign out.
const forget = (isKept) => {
  try {
    const drafts = Object.keys(localStorage).filter((key) => key.startsWith("draft:"));
    for (const key of drafts) if (!isKept(key)) localStorage.removeItem(key);
  } catch { /* A browser that keeps nothing has nothing to forget. */ }
};
const person = document.documentElement.dataset.person;
if (person) forget((key) => key.endsWith(`:${person}`));
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action") !== "/sign-out") return;
  forget(() => false);
  try { localStorage.setItem("signed-out", String(Date.now())); } catch { /* Other tabs learn it later. */ }
});
// A report that another site led to counts as opened once it is before its reader's eyes.
const opened = document.querySelector("form[data-opened]");
const confirmOpened = () => {
  if (document.visibilityState !== "visible" || document.prerendering) return;
  document.removeEventListener("visibilitychange", confirmOpened);
  fetch(opened.action, { method: "POST", body: new URLSearchParams(new FormData(opened)) });
};
if (opened) {
  document.addEventListener("visibilitychange", confirmOpened);
  confirmOpened();
}
