// The table of reports: one row each, wrong ones first, with a search and the history on demand.

const AT_FIRST = 50;
const AT_ONCE = 200;
const STATES = { bad: "stateBad", open: "stateOpen", good: "stateGood" };
const COLUMNS = [
  "columnPartner", "columnCycle", "columnVendor", "columnStatus", "columnEntries", "columnLast",
  "columnCheck",
];

// A report is wrong by itself, or because something that was kept contradicts it.
const reportState = (report, contradicted) => {
  if (report.wrong > 0 || contradicted.has(report)) return "bad";
  return report.entries.some((it) => it.state === "open") ? "open" : "good";
};

const statusName = (report) => (report.status ? wordText("status", report.status) : "");

// What the search looks at.
const wordsOf = (report) => {
  const { partner, distributor, vendor, cycle } = report.frozen ?? {};
  const names = [partner, distributor, vendor].flatMap((it) => (it ? [it.name, it.code] : []));
  const month = cycle ? monthText(cycle) : "";
  return [report.folder, ...names, month, statusName(report)].join("\n").toLowerCase();
};

const cell = (label, properties, ...children) =>
  element("td", { ...properties, "data-label": sayText(label) }, ...children);

const toggleHistory = (button, row, report) => {
  const isOpen = button.getAttribute("aria-expanded") === "true";
  if (isOpen) {
    row.nextSibling.remove();
  } else {
    const all = element("td", { colSpan: COLUMNS.length }, historyList(report));
    row.after(element("tr", { className: "detail" }, all));
  }
  button.setAttribute("aria-expanded", String(!isOpen));
};

const reportRow = (report, found) => {
  const { partner, vendor, cycle } = report.frozen ?? {};
  const last = report.entries.at(-1);
  const name = element("bdi", {}, partner?.name ?? report.folder);
  const button = element("button", { type: "button", className: "row-button" }, name);
  button.setAttribute("aria-expanded", "false");
  const row = element("tr", {},
    element("th", { scope: "row" }, button),
    cell("columnCycle", {}, cycle ? monthText(cycle) : ""),
    cell("columnVendor", {}, element("bdi", {}, vendor?.name ?? "")),
    cell("columnStatus", {}, statusName(report)),
    cell("columnEntries", { className: "number" }, numberText(report.entries.length)),
    cell("columnLast", {}, last ? instantText(last.at, report.frozen?.zone, DATE) : ""),
    cell("columnCheck", {}, element("span", { className: `state ${found}` }, say(STATES[found]))));
  button.addEventListener("click", () => toggleHistory(button, row, report));
  return row;
};

const reportTable = (check, contradicted) => {
  const states = new Map(check.reports.map((it) => [it, reportState(it, contradicted)]));
  const rank = { bad: 0, open: 1, good: 2 };
  const reports = [...check.reports].sort((a, b) => rank[states.get(a)] - rank[states.get(b)]);
  const words = reports.map(wordsOf);
  const body = element("tbody");
  const heads = COLUMNS.map((it) =>
    element("th", { scope: "col", className: it === "columnEntries" ? "number" : "" }, say(it)));
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...heads)), body);
  const count = element("span", { className: "quiet", role: "status" });
  const more = element("button", { type: "button", className: "more" }, say("showMore"));
  const field = element("input", { type: "search", id: "find", placeholder: sayText("findHint") });
  let limit = AT_FIRST;
  const show = () => {
    const wanted = field.value.toLowerCase().split(/\s+/);
    const found = reports.filter((_, at) => wanted.every((word) => words[at].includes(word)));
    body.replaceChildren(...found.slice(0, limit).map((it) => reportRow(it, states.get(it))));
    more.hidden = found.length <= limit;
    const key = found.length === 0 ? "noneFound" : "shownCount";
    count.replaceChildren(say(key, { count: found.length }));
  };
  field.addEventListener("input", () => {
    limit = AT_FIRST;
    show();
  });
  more.addEventListener("click", () => {
    limit += AT_ONCE;
    show();
  });
  show();
  const find = element("div", { className: "find" },
    element("label", { htmlFor: "find" }, say("find")), field, count);
  return [find, element("div", { className: "table-box" }, table), more];
};
