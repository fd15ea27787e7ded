// The entries of the audit record in a pack: who had registered which key from when until when, and
// which rule of a company held when, as `countersign verify` reads them.

const SIGNING = "signing.jsonl";
const RULE_CHANGED = "signing-rule-changed";
const SIGNING_EVENTS = ["signing-key-added", "signing-key-removed", RULE_CHANGED];
const SIGNED_VERBS = [
  "report.submit", "report.approve", "report.reject", "report.agree-correction",
  "report.dispatch", "report.complete", "report.return",
];
const RULES = ["off", "offered", "required"];
// A process reads its clock before its turn, and a long run decides with the instant at which it
// began: near a change, either rule may have held. In milliseconds.
const BEFORE = 60_000;
const AFTER = 60 * BEFORE;

const isMaybe = (it, is) => it === null || is(it);

// An entry of the audit record; `null` if it is none about keys or rules.
const readAudit = (value) => {
  const { id, at, event } = value;
  const numbers = ["person_id", "company_id", "about_person_id"].map((it) => value[it] ?? null);
  const words = ["about", "before", "after"].map((it) => value[it] ?? null);
  const isEntry = /^[0-9a-f]{32}$/.test(asText(id)) && Number.isSafeInteger(at)
    && SIGNING_EVENTS.includes(event)
    && numbers.every((it) => isMaybe(it, Number.isSafeInteger))
    && words.every((it) => isMaybe(it, isText));
  if (!isEntry) return null;
  const [person, company, aboutPerson] = numbers;
  const [about, before, after] = words;
  const columns = [
    idColumn(id), numberColumn(at), textColumn(event), ...numbers.map(numberColumn),
    ...words.map(textColumn),
  ];
  const content = rowContent("audit", columns);
  return { id, at, event, person: aboutPerson ?? person, company, about, before, after, content };
};

// Who signs, as a text: a person by number, or the service account of a company.
const signatory = ({ id, company_id: company, account }) =>
  (isText(account) ? `${company}/${account}` : `${id}`);

// The owner and the fingerprint of the key that an entry is about; `null` if it names none.
const keyPlace = ({ about, person, company }) => {
  const [, account, key] = /^(.*): (SHA256:.*)$/.exec(about ?? "") ?? [];
  const owner = account === undefined ? person : company;
  if (about === null || owner === null) return null;
  return account === undefined ? `${about}\n${person}` : `${key}\n${company}/${account}`;
};

const pushTo = (map, key, value) => {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
};

// A signer has a key registered once at a time, so the first removal ends the first period.
const keyPeriods = (check, entries) => {
  const keys = new Map();
  for (const entry of entries) {
    const place = keyPlace(entry);
    if (place === null) find(check, "auditUnreadable", entry.place);
    else pushTo(keys, place, entry);
  }
  const periods = new Map();
  for (const [place, of] of keys) {
    const added = of.filter((it) => it.event === SIGNING_EVENTS[0]);
    const removed = of.filter((it) => it.event === SIGNING_EVENTS[1]);
    const early = removed.find((it, at) => !added[at] || it.at < added[at].at);
    if (early) find(check, "keyEarly", early.place);
    periods.set(place, added.map((it, at) => ({ from: it.at, until: removed[at]?.at ?? null })));
  }
  return periods;
};

// The rules of one company and verb after each of their changes of one instant, which are in the
// order that their rules before give.
const followInstant = (check, changes, held, sequence) => {
  const left = new Set(changes);
  const waiting = new Map(RULES.map((rule) =>
    [rule, changes.filter((it) => it.before === rule).reverse()]));
  while (left.size > 0) {
    const queue = waiting.get(held);
    while (queue.length > 0 && !left.has(queue.at(-1))) queue.pop();
    const [first] = left;
    const change = queue.pop() ?? first;
    if (change.before !== held) find(check, "ruleGap", change.place);
    left.delete(change);
    held = change.after;
    sequence.push({ at: change.at / 1000, rule: held });
  }
  return held;
};

const ruleSequence = (check, changes) => {
  const sequence = [];
  let held = "off";
  for (let [from, to] = [0, 0]; from < changes.length; from = to) {
    while (changes[to]?.at === changes[from].at) to += 1;
    held = followInstant(check, changes.slice(from, to), held, sequence);
  }
  return sequence;
};

const rulesOf = (check, entries) => {
  const changes = new Map();
  for (const entry of entries) {
    const isChange = SIGNED_VERBS.includes(entry.about) && entry.company !== null
      && RULES.includes(entry.before) && RULES.includes(entry.after);
    if (!isChange) find(check, "auditUnreadable", entry.place);
    else pushTo(changes, `${entry.company}/${entry.about}`, entry);
  }
  return new Map([...changes].map(([place, of]) => [place, ruleSequence(check, of)]));
};

const auditLine = (check, { file, line, value }) => {
  const entry = readAudit(value);
  const place = { file, line, audit: true };
  if (!entry) {
    find(check, "auditUnreadable", place);
    return null;
  }
  const leaf = { kind: "audit", record: entry.id, number: 0, content: entry.content };
  const inLog = proveLeaf(check, leaf, value, place);
  const isNewer = inLog === null && check.checkpoint;
  if (isNewer) check.unchecked.push({ code: "newerAudit", facts: place });
  return { ...entry, place };
};

// Reads the entries. A pack without signatures and rules has none.
const readSigning = async (check) => {
  const lines = [...await readLines(check, SIGNING)];
  const entries = lines.map((it) => auditLine(check, it)).filter(Boolean);
  const isOrdered = entries.every((it, at) => {
    const last = entries[at - 1];
    return !last || last.at < it.at || (last.at === it.at && last.id < it.id);
  });
  if (!isOrdered) find(check, "auditOrder", { file: SIGNING });
  const hasOneClock = check.manifest.rehearsal !== true;
  if (!hasOneClock && entries.length > 0) {
    check.unchecked.push({ code: "rehearsalClock", facts: {} });
  }
  const keys = keyPeriods(check, entries.filter((it) => it.event !== RULE_CHANGED));
  const rules = rulesOf(check, entries.filter((it) => it.event === RULE_CHANGED));
  check.signing = { keys, rules, hasOneClock };
};

// How many of the rules, which are in the order of time, are not later than an instant.
const countUntil = (rules, at) => {
  let [low, high] = [0, rules.length];
  while (low < high) {
    const middle = half(low + high);
    if (rules[middle].at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
};

// Whether a person's entry lacks the signature that their company required.
const lacksSignature = (check, { signed, verb, recordedAt, actor: { person } }) => {
  if (!check.signing.hasOneClock || signed || !person) return false;
  const rules = check.signing.rules.get(`${person.company_id}/${asText(verb)}`) ?? [];
  const at = Date.parse(recordedAt);
  const before = countUntil(rules, at - BEFORE) - 1;
  const near = before < 0 ? [] : rules.slice(before, countUntil(rules, at + AFTER));
  return near.length > 0 && near.every((it) => it.rule === "required");
};

// An instant without its fractions, as the lines of signatures have it.
const toSeconds = (micros) => {
  if (micros === null) return null;
  const seconds = new Date(Math.floor(micros / 1e6) * 1000);
  return seconds.toISOString().replace(".000Z", "Z");
};

// Whether the audit record says that a key was in use by the signer of an entry, from when until
// when the line of its signature says.
const wasInUse = (check, key, entry, { added_at: addedAt, removed_at: removedAt = null }) => {
  const periods = check.signing.keys.get(`${key}\n${signatory(entry.actor.person)}`) ?? [];
  const at = Date.parse(entry.recordedAt);
  const holds = ({ from, until }) =>
    from / 1000 <= at + BEFORE && (until === null || at - BEFORE <= until / 1000);
  return periods.some((it) =>
    toSeconds(it.from) === addedAt && toSeconds(it.until) === removedAt &&
    (holds(it) || !check.signing.hasOneClock));
};
