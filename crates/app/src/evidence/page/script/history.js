// The history of a report, for people: who did what, and when.

const companyName = (report, kind) => {
  const { partner, distributor, vendor } = report.frozen ?? {};
  const name = { partner, distributor, vendor }[kind]?.name;
  return name ?? (hasText(`company.${kind}`) ? sayText(`company.${kind}`) : String(kind));
};

const roleName = (role) => {
  const key = `role.${String(role).toLowerCase().replaceAll(" ", "-")}`;
  return hasText(key) ? sayText(key) : String(role);
};

const personName = (report, { id, role, company_kind: kind }) =>
  say("person", { number: id, role: roleName(role), company: companyName(report, kind) });

const entrySentence = (report, entry) => {
  const when = instantText(entry.at, report.frozen?.zone);
  const { person, system } = entry.actor;
  if (person) {
    const who = personName(report, person);
    if (hasText(entry.verb)) return say(entry.verb, { when, who });
    return element("span", {}, `${entry.verb}, ${when}, `, who);
  }
  const key = `system.${system}`;
  if (hasText(key)) return say(key, { when });
  return element("span", {}, `${entry.verb}, ${when}, ${system}`);
};

const productName = (report, code) => report.frozen?.products.get(code) ?? code;

const changeValue = (report, field, value) =>
  field === "deadline" && isText(value) ? instantText(value, report.frozen?.zone) : value;

const changeItem = (report, { product, field, before, after }) => {
  const facts = {
    product: product && productName(report, product),
    field: hasText(`field.${field}`) ? sayText(`field.${field}`) : field,
    before: changeValue(report, field, before),
    after: changeValue(report, field, after),
  };
  return element("li", {}, say(product ? "changedLine" : "changed", facts));
};

const entryItem = (report, entry) => {
  const item = element("li", { className: entry.state }, entrySentence(report, entry));
  if (entry.reason) item.append(element("bdi", { className: "said" }, entry.reason));
  if (entry.changes.length > 0) {
    const changes = entry.changes.map((it) => changeItem(report, it ?? {}));
    item.append(element("ul", { className: "changes" }, ...changes));
  }
  if (entry.state === "bad") item.append(element("div", { className: "error" }, say("entryBad")));
  if (entry.state === "open") item.append(element("div", { className: "quiet" }, say("entryOpen")));
  return item;
};

const historyList = (report) =>
  element("ol", { className: "history" }, ...report.entries.map((it) => entryItem(report, it)));
