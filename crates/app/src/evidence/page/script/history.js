// The history of a report, for people: who did what, and when.

// The text for a word of the pack; the word itself if there is none.
const wordText = (group, word) => {
  const key = `${group}.${asText(word)}`;
  return hasText(key) ? sayText(key) : asText(word);
};

const PARTIES = ["partner", "distributor", "vendor"];
const companyName = (report, kind) =>
  (PARTIES.includes(kind) && report.frozen?.[kind].name) || wordText("company", kind);

const roleName = (role) => {
  const key = `role.${asText(role).toLowerCase().replaceAll(" ", "-")}`;
  return hasText(key) ? sayText(key) : asText(role);
};

const personName = (report, { id, role, company_kind: kind }) =>
  say("person", { number: id, role: roleName(role), company: companyName(report, kind) });

const entrySentence = (report, entry) => {
  const when = instantText(entry.at, report.frozen?.zone);
  const { person, system } = entry.actor;
  if (person) {
    const who = personName(report, person);
    const isVerb = entry.verb.startsWith("report.") && hasText(entry.verb);
    if (isVerb) return say(entry.verb, { when, who });
    return element("span", {}, `${entry.verb}, ${when}, `, who);
  }
  const key = `system.${asText(system)}`;
  if (hasText(key)) return say(key, { when });
  return element("span", {}, `${entry.verb}, ${when}, ${asText(system)}`);
};

const productName = (report, code) => report.frozen?.products.get(code) ?? code;

const changeValue = (report, field, value) =>
  field === "deadline" && isText(value) ? instantText(value, report.frozen?.zone) : value;

const changeItem = (report, { product, field, before, after }) => {
  const facts = {
    product: product && productName(report, product),
    field: wordText("field", field),
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
  if (entry.signature) {
    const key = element("span", { className: "mono" }, entry.signature.key);
    const since = instantText(entry.signature.since, report.frozen?.zone, DATE);
    const form = entry.signature.isKnown ? "entrySigned" : "entrySignedUnchecked";
    item.append(element("div", { className: "quiet" }, say(form, { key, since })));
  }
  if (entry.state === "bad") item.append(element("div", { className: "error" }, say("entryBad")));
  if (entry.state === "open") item.append(element("div", { className: "quiet" }, say("entryOpen")));
  return item;
};

const historyList = (report) =>
  element("ol", { className: "history" }, ...report.entries.map((it) => entryItem(report, it)));
