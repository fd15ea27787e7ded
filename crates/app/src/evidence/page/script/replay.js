// The document of a report after each entry, as its history makes it. Lines follow the submissions
// and the changes after them; before the first submission their figures follow readings.

// Decisions that the person who made them can undo.
const UNDONE = ["report.approve", "report.reject", "report.reopen", "report.extend"];
// The most lines in the documents of a report's signatures: no report has nearly as many.
const STATED_MAX = 1_000_000;

const isManual = ({ actor }) => Boolean(actor.person);
// Documents have whole seconds.
const inSeconds = (at) => at.replace(/\.\d+Z$/, "Z");
const objectsIn = (value) =>
  (Array.isArray(value) ? value : []).filter((it) => it !== null && typeof it === "object");

// The lines of a submission by their products, each with the entry that says so.
const submittedLines = ({ lines, version }) => {
  const all = objectsIn(lines).filter((it) => isText(it.product));
  return new Map(all.map((it) => [it.product, { comment: null, used: null, ...it, by: version }]));
};

const edit = ({ state, lines }, { changes, version }) => {
  for (const { product, field, after } of objectsIn(changes)) {
    const line = lines?.get(product);
    const isComment = ["comment", "comment_confirmed"].includes(field);
    if (isComment && !product) state.report_comment = after;
    if (isComment && line) Object.assign(line, { comment: after, by: version });
    if (field === "chargeable" && line) Object.assign(line, { chargeable: after, by: version });
  }
};

const moveDeadline = ({ state }, { changes }) => {
  const moved = objectsIn(changes).findLast((it) => it.field === "deadline");
  if (moved) state.deadline = moved.after;
};

const submit = (replayed, entry) => {
  const { state } = replayed;
  replayed.lines = submittedLines(entry);
  const comment = objectsIn(entry.changes).findLast((it) => !it.product && it.field === "comment");
  if (comment) state.report_comment = comment.after;
  if (!isManual(entry)) state.flagged = [...replayed.lines.values()].some((it) => it.penalty);
  const penalties = state.flagged ? "penalties" : "no penalties";
  const automatic = `automatic submission (${penalties})`;
  state.review_kind = isManual(entry) ? "manual submission" : automatic;
  state.submission = isManual(entry) ? "manual" : "automatic";
  Object.assign(state, { submitted_at: inSeconds(entry.at), decided_at: null, reasons: null });
};

const approve = ({ state }, entry) => {
  const approval = isManual(entry) ? "manual" : "automatic";
  Object.assign(state, { approval, decided_at: inSeconds(entry.at), reasons: null });
};

// A rejection lifts all penalties, and says what is charged then.
const reject = (replayed, entry) => {
  const { state, lines } = replayed;
  if (state.flagged && lines) {
    const lifted = new Map(objectsIn(entry.changes).map((it) => [it.product, it.after]));
    const lift = (line) => ({
      ...line, penalty: false, by: entry.version,
      chargeable: lifted.get(line.product) ?? line.chargeable,
    });
    replayed.lines = new Map([...lines].map(([code, line]) =>
      [code, line.penalty ? lift(line) : line]));
  }
  moveDeadline(replayed, entry);
  const reasons = entry.reason ?? null;
  Object.assign(state, { flagged: false, decided_at: inSeconds(entry.at), reasons });
};

const reviewAgain = (kind) => ({ state }) => {
  Object.assign(state, { review_kind: kind, approval: null, decided_at: null, reasons: null });
};

const EFFECTS = new Map(Object.entries({
  "report.edit": edit,
  "report.reset": edit,
  "report.extend": moveDeadline,
  "report.submit": submit,
  "report.approve": approve,
  "report.reject": reject,
  "report.reopen": reviewAgain("reopened"),
  "report.return": reviewAgain("returned by vendor"),
}));

// What a report is before its first entry; it has no lines before the first submission.
const beforeFirstEntry = (deadline) => ({
  state: {
    status: null, review_kind: null, submission: null, submitted_at: null, approval: null,
    decided_at: null, deadline, flagged: false, reasons: null, report_comment: null, version: 0,
  },
  lines: null,
  // What it was before the decision that a person made last, until something follows.
  before: null,
});

const take = (replayed, entry) => {
  const { before, state, lines } = replayed;
  const isDecision = UNDONE.includes(entry.verb) && isManual(entry);
  replayed.before = isDecision ? { state: { ...state }, lines } : null;
  if (entry.verb === "report.undo" && before) Object.assign(replayed, before);
  else EFFECTS.get(entry.verb)?.(replayed, entry);
  Object.assign(replayed.state, { status: entry.to, version: entry.version });
};

// The share of the provisioned units beyond the default, in percent with one decimal.
const overProvisioned = ({ terms, provisioned, used, standard }) => {
  if (terms.basis === "sum" || used === null || provisioned <= 0n) return null;
  const excess = standard < provisioned ? provisioned - standard : 0n;
  const tenths = (2000n * excess + provisioned) / (2n * provisioned);
  return `${tenths / 10n}.${tenths % 10n}`;
};

const lastDay = (cycle) => {
  const [year, month] = cycle.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
};

// What the making of a report froze for its documents.
const frozenPart = ({ id, cycle, distributor, vendor, partner, company, zone }) => ({
  document_version: 1, report_id: id, cycle, time_zone: zone,
  period_start: `${cycle}-01`, period_end: `${cycle}-${lastDay(cycle)}`,
  distributor: distributor.code, distributor_name: distributor.name, vendor: vendor.code,
  partner: partner.code, partner_name: partner.name,
  company_id: company.id, city: company.city, state: company.state,
});

// The keys of a document and of its lines, in the order in which documents write them.
const DOCUMENT_KEYS = [
  "document_version", "report_id", "cycle", "period_start", "period_end", "time_zone",
  "distributor", "distributor_name", "vendor", "partner", "partner_name", "company_id", "city",
  "state", "status", "review_kind", "submission", "submitted_at", "approval", "decided_at",
  "deadline", "flagged", "reasons", "report_comment", "version", "history_head", "lines",
  "product", "product_name", "unit", "basis", "provisioned", "used", "default_chargeable",
  "over_provisioned_percent", "chargeable", "penalty", "carried_forward", "comment",
].sort();

// The text of a document; `null` if frozen parts or figures are missing.
const documentText = ({ frozen, terms }, { state, lines }, head) => {
  const all = [...lines?.values() ?? []];
  if (!frozen || !lines || !all.every((it) => terms.has(it.product))) return null;
  const written = all.map((it) => ({ ...it, ...terms.get(it.product) }));
  const document = { ...frozenPart(frozen), ...state, history_head: head, lines: written };
  return JSON.stringify(document, DOCUMENT_KEYS);
};

// Whether nothing of a report's history and figures was passed over.
const isRead = (check, report) =>
  ["history.jsonl", "figures.jsonl"].every((it) => !check.unread.has(report.file(it)));

// Replays the history of a report. Returns what it became, and keeps the hashes of the documents
// that its signed decisions were about.
const replay = (check, report) => {
  const replayed = beforeFirstEntry(report.frozen?.deadline);
  let stated = 0;
  report.documents = new Map();
  for (const [at, entry] of report.bodies.entries()) {
    // A person's submission leaves the lines as they are.
    const lines = replayed.lines ?? (entry.verb === "report.submit" ? submittedLines(entry) : null);
    if (entry.signed && at > 0 && isRead(check, report)) {
      stated += lines?.size ?? 0;
      const head = report.entries[at - 1].hash;
      const text = stated > STATED_MAX ? null : documentText(report, { ...replayed, lines }, head);
      if (text !== null) report.documents.set(entry.version, hex(sha256(utf8(text))));
    }
    take(replayed, entry);
  }
  if (stated > STATED_MAX) check.unchecked.push({ code: "statedTooMany", facts: { report } });
  return replayed;
};
