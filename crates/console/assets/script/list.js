// Selection of rows, and the place in a list. Both outlast decisions, the next report and the next
// page, for as long as the tab is open.

const person = document.documentElement.dataset.person ?? "";
const read = (key) => {
  try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
};
const keep = (key, value) => {
  try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* The page works without it. */ }
};

// The selection: report ids with the seen version. One box for all of the page, shift for a range.
const form = document.querySelector("form[data-picks]");
const key = form && `picks:${person}:${form.dataset.picks}`;
const kept = new Map(key ? read(key) : []);
const id = (box) => box.value.split(".")[0];
const boxes = () => [...document.querySelectorAll("input[data-pick]")];
const pickAll = document.querySelector("input[data-pick-all]");
const pickQuery = document.querySelector("input[data-pick-query]");
const pickNone = document.querySelector("[data-pick-none]");
const elsewhere = () => {
  const here = new Set(boxes().map(id));
  return [...kept].filter(([report]) => !here.has(report));
};

const show = () => {
  const all = boxes();
  const picked = all.filter((box) => box.checked).length;
  for (const box of all) {
    box.closest("tr")?.classList.toggle("picked", box.checked || Boolean(pickQuery?.checked));
    box.disabled = Boolean(pickQuery?.checked);
  }
  if (pickAll) {
    pickAll.checked = picked > 0 && picked === all.length;
    pickAll.indeterminate = picked > 0 && picked < all.length;
    pickAll.disabled = Boolean(pickQuery?.checked) || all.length === 0;
  }
  const count = form ? elsewhere().length + picked : picked;
  const isPicking = count > 0 || Boolean(pickQuery?.checked);
  for (const place of document.querySelectorAll("[data-picked]")) {
    const number = pickQuery?.checked ? place.dataset.pickedAll : String(count);
    place.textContent = isPicking || !form ? place.dataset.picked.replace("#", number) : "";
  }
  if (!form) return;
  form.toggleAttribute("data-picking", isPicking);
  for (const button of form.querySelectorAll(".bulk-bar button")) button.hidden = !isPicking;
};
const note = () => {
  for (const box of boxes()) {
    if (box.checked) kept.set(id(box), box.value);
    else kept.delete(id(box));
  }
  if (key) keep(key, [...kept]);
  show();
};

let last = null;
document.addEventListener("click", (event) => {
  const box = event.target.closest?.("input[data-pick]");
  if (!box) return;
  if (event.shiftKey && last) {
    const all = boxes();
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    for (const other of all.slice(from, to + 1)) other.checked = box.checked;
  }
  last = box;
  note();
});
pickAll?.addEventListener("change", () => {
  for (const box of boxes()) box.checked = pickAll.checked;
  note();
});
pickQuery?.addEventListener("change", show);
pickNone?.addEventListener("click", () => {
  for (const box of boxes()) box.checked = false;
  if (pickQuery) pickQuery.checked = false;
  kept.clear();
  note();
});
// Rows of other pages go along with the form.
form?.addEventListener("submit", () => {
  for (const old of form.querySelectorAll("input[data-elsewhere]")) old.remove();
  if (pickQuery?.checked) return;
  for (const [, value] of elsewhere()) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "report", value });
    field.dataset.elsewhere = "";
    form.append(field);
  }
});
// A report that is decided on alone is not selected any more.
document.addEventListener("submit", (event) => {
  const report = /^\/usage-reports\/([0-9a-f-]{36})\//.exec(event.target.getAttribute("action") ?? "");
  if (report && kept.delete(report[1]) && key) keep(key, [...kept]);
});
if (form) {
  for (const row of document.querySelectorAll("tr[data-row]")) {
    const box = row.querySelector("input[data-pick]");
    if (!box) kept.delete(row.id.slice(2));
    else if (kept.has(id(box))) box.checked = true;
  }
  note();
} else if (boxes().length > 0) {
  show();
}

// The place: how far the list is scrolled, and the row that was open last.
const list = document.querySelector("[data-keep-scroll]");
if (list) {
  const report = document.querySelector("[data-lane]");
  const query = new URLSearchParams(location.search);
  const open = query.get("open");
  query.delete("open");
  const place = `place:${person}:${query}`;
  const side = report ? "beside" : "alone";
  const scroller = report ? list : document.scrollingElement;
  const was = read(place) ?? {};
  const row = document.getElementById(open ? `r-${open}` : location.hash.slice(1) || `r-${was.row}`);
  if (report || location.hash.startsWith("#r-")) {
    if (side in was) scroller.scrollTop = was[side];
    row?.scrollIntoView({ block: "nearest" });
  }
  if (row && !report) {
    row.setAttribute("data-current", "");
    row.querySelector("a[data-open]")?.focus({ preventScroll: true });
  }
  addEventListener("pagehide", () => {
    if (!list.checkVisibility()) return keep(place, { ...read(place), row: open });
    const row = document.querySelector("tr[data-current]")?.id.slice(2);
    keep(place, { ...read(place), row, [side]: scroller.scrollTop });
  });
  // A list that comes out of the browser's memory may be older than a decision.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

// The months of the chosen year. The month stays if that year has it, else its last one is chosen.
const month = document.querySelector("select[data-months]");
month?.form.elements.year?.addEventListener("change", (event) => {
  const ofYear = month.dataset.months.split(" ").find((it) => it.startsWith(`${event.target.value}:`));
  const numbers = ofYear?.split(":")[1].split(",") ?? [];
  const names = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", timeZone: "UTC" });
  const before = month.value;
  month.replaceChildren(...numbers.map((number) => new Option(names.format(Date.UTC(2026, number - 1, 1)), number)));
  month.value = numbers.includes(before) ? before : numbers.at(-1) ?? "";
});
