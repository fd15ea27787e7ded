// Puts facts into the reader's language. Every value from the pack becomes text in a `<bdi>`, never
// mark-up, so that a hostile name can neither run nor turn the sentence around it.

const state = { language: "en" };

const chooseLanguage = () => {
  const wanted = navigator.languages.map((it) => it.slice(0, 2).toLowerCase());
  return wanted.find((it) => it in texts) ?? "en";
};

const element = (tag, properties = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((it) => it !== null));
  return made;
};

// Making a formatter takes longer than using it, and a table uses it thousands of times.
const formatters = new Map();
const formatter = (Kind, options = {}) => {
  const key = `${state.language} ${Kind.name} ${JSON.stringify(options)}`;
  if (!formatters.has(key)) formatters.set(key, new Kind(state.language, options));
  return formatters.get(key);
};

const numberText = (number) => formatter(Intl.NumberFormat).format(number);

const DATE = { year: "numeric", month: "short", day: "numeric" };
const TIME = {
  ...DATE, hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short",
};
const instantText = (text, timeZone, form = TIME) => {
  const at = new Date(isText(text) ? text : NaN);
  if (Number.isNaN(at.getTime())) return asText(text);
  try {
    return formatter(Intl.DateTimeFormat, { ...form, timeZone }).format(at);
  } catch {
    return formatter(Intl.DateTimeFormat, { ...form, timeZone: "UTC" }).format(at);
  }
};
const monthText = (cycle) =>
  instantText(`${cycle}-01T00:00:00Z`, "UTC", { year: "numeric", month: "long" });

const templateOf = (key, count) => {
  const found = texts[state.language][key] ?? texts.en[key] ?? key;
  if (typeof found === "string" || Array.isArray(found)) return found;
  return found[formatter(Intl.PluralRules).select(count)] ?? found.other;
};

const reportName = (report) => {
  if (!report.frozen) return element("bdi", {}, report.folder);
  const { partner, vendor, cycle } = report.frozen;
  const month = monthText(cycle);
  return say("reportLabel", { partner: partner.name, vendor: vendor.name, month });
};

const valueNode = (value) => {
  if (value instanceof Node) return value;
  if (typeof value === "number") return document.createTextNode(numberText(value));
  if (value instanceof Report) return reportName(value);
  if (value === null || value === undefined) return document.createTextNode(sayText("nothing"));
  return element("bdi", {}, asText(value));
};

// The sentence with this key: a fragment for the page.
const say = (key, facts = {}) => {
  const parts = templateOf(key, facts.count).split(/\{(\w+)\}/);
  const sentence = document.createDocumentFragment();
  parts.forEach((part, at) => sentence.append(at % 2 ? valueNode(facts[part]) : part));
  return sentence;
};
const sayText = (key, facts) => say(key, facts).textContent;

const hasText = (key) => Object.hasOwn(texts.en, key);

// The record that a finding is about.
const subject = (facts) => {
  if (facts.report) return say("whatEntry", facts);
  if (facts.audit) return say("whatAudit");
  return facts.dispatch ? say("whatDispatch", facts) : say("whatKey");
};

// A finding as a sentence, and the place if the sentence does not name it.
const sayFinding = ({ code, facts }) => {
  const sentence = say(code, { ...facts, what: subject(facts) });
  const namesFile = String(templateOf(code, 0)).includes("{file}");
  if (!facts.file || namesFile) return [sentence];
  const place = say(facts.line ? "placeLine" : "place", facts);
  return [sentence, " ", element("span", { className: "mono quiet" }, place)];
};
