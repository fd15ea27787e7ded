// Keys, selection and drafts. Every page works without this file.

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

// The row that j and k move, in a table with data-rows.
const rows = () => [...document.querySelectorAll("[data-rows] tbody tr[data-row]")];
const currentRow = () => document.querySelector("tr[data-current]");
const moveTo = (row) => {
  if (!row) return;
  currentRow()?.removeAttribute("data-current");
  row.setAttribute("data-current", "");
  row.querySelector("a[data-open]")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
};
const step = (by) => {
  const link = document.querySelector(by > 0 ? "a[data-next]" : "a[data-previous]");
  const all = rows();
  if (all.length === 0) return link?.click();
  const at = all.indexOf(currentRow());
  if (by > 0 && at === all.length - 1) return link?.click();
  moveTo(all[Math.max(0, Math.min(all.length - 1, at + by))]);
};
const press = (key) => document.querySelector(`[data-key="${key}"]:not([disabled])`)?.click();

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
    if (event.key === "d") location.assign("/");
    if (event.key === "u") location.assign("/usage-reports");
    return;
  }
  switch (event.key) {
    case "g": prefix = "g"; setTimeout(() => { prefix = ""; }, 1500); return;
    case "?": document.getElementById("keys")?.showModal(); break;
    case "/": document.querySelector("[data-find]")?.focus(); break;
    case "j": step(1); break;
    case "k": step(-1); break;
    case "x": currentRow()?.querySelector("input[data-pick]")?.click(); break;
    case "a": case "r": case "s": case "e": press(event.key); break;
    default: return;
  }
  event.preventDefault();
});

// Selection of rows: one box for all, a count, shift for a range.
const picks = () => [...document.querySelectorAll("input[data-pick]")];
const all = document.querySelector("input[data-pick-all]");
let lastPick = null;
const showPicked = () => {
  const boxes = picks();
  const picked = boxes.filter((box) => box.checked).length;
  for (const box of boxes) box.closest("tr")?.classList.toggle("picked", box.checked);
  if (all) {
    all.checked = picked > 0 && picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
  }
  for (const place of document.querySelectorAll("[data-picked]")) {
    place.textContent = place.dataset.picked.replace("#", String(picked));
  }
};
document.addEventListener("click", (event) => {
  const box = event.target.closest?.("input[data-pick]");
  if (!box) return;
  if (event.shiftKey && lastPick) {
    const boxes = picks();
    const [from, to] = [boxes.indexOf(lastPick), boxes.indexOf(box)].sort((a, b) => a - b);
    for (const other of boxes.slice(from, to + 1)) other.checked = box.checked;
  }
  lastPick = box;
  showPicked();
});
all?.addEventListener("change", () => {
  for (const box of picks()) box.checked = all.checked;
  showPicked();
});
if (picks().length > 0) showPicked();

// A form is sent once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent && !event.defaultPrevented) return event.preventDefault();
  if (form.method === "post") {
    form.dataset.sent = "1";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  }
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
