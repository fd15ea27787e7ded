// The verdict of a check as a page: what is wrong comes first, then what holds, and what to
// compare.

const FINDINGS_SHOWN = 200;
// What keeps a statement about all files of a kind from being made.
const UNREAD = [
  "fileMissing", "fileDamaged", "fileNoText", "fileTooLarge", "jsonWrong", "zipBomb", "zipCut",
  "zipDamaged", "linesTooMany",
];
const FILES = [
  "fileUnlisted", "fileListedTwice", "fileStrange", "fileChanged", "fileEnd", "countsOther",
];
const CHAIN = [
  "entryUnreadable", "entryMissing", "entryVersion", "entryChanged", "historyNone",
  "historyCut", "frozenUnreadable",
];
const LOG = [
  "recordTwice", "proofUnreadable", "positionTwice", "positionsOrder", "proofGap", "notInLog",
  "noneInLog", "checkpointUnreadable", "checkpointOther", "checkpointUnsigned", "keyWrong",
  "keysNone", "keysTooMany",
];
const FIGURES = ["digestOther", "figuresUnreadable", "figuresSum", "figuresOther"];
const DOCUMENTS = [
  "documentUnreadable", "documentOther", "documentLine", "documentLineNew", "documentLineMissing",
  "documentForm", "csvWrong", "linesHeading", "linesCells", "linesOther", "linesUnknown",
  "linesMissing",
];
const SIGNED = [
  "signatureOther", "signatureUnreadable", "signatureWrong", "signatureRoot", "signatureKeyKind",
  "signatureKeyOther", "signatureKeyUnknown", "signatureMissing", "signatureSurplus",
  "statementUnreadable", "statementOther", "statementDocument",
];
const RULED = ["auditUnreadable", "auditOrder", "ruleGap", "keyEarly", "signatureLacking"];
const DISPATCHED = ["dispatchUnreadable", "dispatchChanged", "sentOther", "sentUnknown"];

// What was kept and contradicts nothing, but keeps the pack from being approved.
const DOUBTS = ["keptSignedOther", "keptBeyond", "keptAhead"];

const section = (title, ...children) =>
  element("section", {}, element("h2", {}, say(title)), ...children);

const points = (kind, items) =>
  element("ul", { className: `points ${kind}` }, ...items.map((it) => element("li", {}, ...it)));

// A section with one sentence per finding; none without a finding.
const listed = (title, kind, found, count = found.length) => {
  if (found.length === 0) return null;
  const more = count - Math.min(found.length, FINDINGS_SHOWN);
  const items = found.slice(0, FINDINGS_SHOWN).map(sayFinding);
  if (more > 0) items.push([say("moreFindings", { count: more })]);
  return section(title, points(kind, items));
};

// What holds, as far as nothing that was found speaks against it.
const holding = (check) => {
  const none = (...lists) => lists.flat().every((code) => !check.codes.has(code));
  const { counts, checkpoint, signer, manifest } = check;
  const { origin, size } = checkpoint ?? {};
  const at = instantText(manifest.made_at ?? "", undefined);
  const key = signer && `${signer.name}+${signer.id}`;
  const has = check.reports.length > 0;
  const rules = check.signing?.hasOneClock ? check.signing.rules.size : 0;
  const all = [
    [none(UNREAD, FILES), "holdsFiles", { count: check.files }],
    [has && none(UNREAD, CHAIN), "holdsChain"],
    [checkpoint && counts.proven > 0 && none(UNREAD, LOG, CHAIN), "holdsLog",
      { count: counts.proven, origin, size }],
    [signer, "holdsSigned", { key, at }],
    [has && none(UNREAD, CHAIN, FIGURES), "holdsFigures"],
    [has && none(UNREAD, CHAIN, DOCUMENTS), "holdsDocuments"],
    [counts.dispatches > 0 && none(UNREAD, DISPATCHED, LOG), "holdsDispatches",
      { count: counts.dispatches }],
    [counts.signatures > 0 && none(UNREAD, CHAIN, LOG, SIGNED, RULED), "holdsSignatures",
      { count: counts.signatures }],
    [rules > 0 && none(UNREAD, CHAIN, LOG, RULED), "holdsRules"],
  ];
  const witnessed = check.witnesses.map(({ name, at, size }) =>
    [true, "holdsWitness", { name, at: instantText(at, undefined), size }]);
  return [...all, ...witnessed, ...stampsHolding(check)].filter(([holds]) => holds)
    .map(([, code, facts = {}]) => ({ code, facts }));
};

// The key that the reader knows, against the one that signed.
const knownResult = (check, known) => {
  if (!known) return [];
  if (!check.knowsEd25519) return [{ state: "open", code: "knownUnchecked", facts: {} }];
  const isSame = check.signer?.text === known.text;
  return [{ state: isSame ? "good" : "bad", code: isSame ? "knownSame" : "knownOther", facts: {} }];
};

const verdictOf = ({ check, fault, kept, known }) => {
  if (fault?.code === "cancelled") return { kind: "open", title: say("cancelled") };
  if (fault) return { kind: "bad", title: say("verdictNone") };
  const count = check.found;
  if (count > 0) return { kind: "bad", title: say("verdictBad", { count }) };
  const compared = [...kept, ...knownResult(check, known)];
  if (compared.some((it) => it.state === "bad")) return { kind: "bad", title: say("verdictKept") };
  // That a draft has no fixed figures is as it should be.
  const isOpen = check.unchecked.some((it) => it.code !== "drafts")
    || compared.some((it) => DOUBTS.includes(it.code));
  if (isOpen) return { kind: "open", title: say("verdictOpen") };
  return { kind: "good", title: say("verdictGood") };
};

const summary = ({ check, kept, known }) => {
  if (check.reports.length === 0) return [element("p", {}, say("summaryNone"))];
  const day = (at) => instantText(at ?? "", undefined, DATE);
  const facts = {
    reports: say("reportCount", { count: check.reports.length }),
    entries: say("entryCount", { count: check.counts.entries }),
    since: day(check.since),
    until: day(check.until),
  };
  const codes = [...kept, ...knownResult(check, known)].map((it) => it.code);
  const isKnown = !codes.includes("knownOther")
    && (codes.includes("knownSame") || codes.includes("keptSigned"));
  const key = isKnown ? "summaryKeyKnown" : "summaryKeyUnknown";
  return [element("p", {}, say("summary", facts)), check.signer && element("p", {}, say(key))];
};

const fact = (name, value) =>
  (value ? [element("dt", {}, say(name)), element("dd", {}, value)] : []);

const comparison = (check) => {
  const { checkpoint, signer, manifest } = check;
  const mono = (text) => element("span", { className: "mono" }, text);
  const { reader, asked } = manifest;
  const readerKind = reader?.kind ? wordText("company", reader.kind) : "";
  const root = checkpoint
    && say("factRootValue", { size: checkpoint.size, root: mono(base64(checkpoint.root)) });
  return section("compareTitle", element("p", {}, say("compareHint")),
    element("dl", { className: "facts" },
      ...fact("factKey", signer && mono(signer.text)),
      ...fact("factLog", checkpoint && mono(checkpoint.origin)),
      ...fact("factRoot", root),
      ...fact("factMade", manifest.made_at && instantText(manifest.made_at, undefined)),
      ...fact("factReader", [readerKind, reader?.company].filter(isText).join(" ")),
      ...fact("factAsked", asked?.from && say("factAskedValue", asked)),
      ...fact("factProgram", isText(manifest.program) && `Countersign ${manifest.program}`)));
};

const limits = () =>
  section("limitsTitle", points("plain", templateOf("limits").map((it) => [it])));

const comparedSection = (title, compared) => {
  if (compared.length === 0) return null;
  const item = (it) => element("li", { className: it.state }, ...sayFinding(it));
  const more = compared.length - FINDINGS_SHOWN;
  return section(title,
    element("ul", { className: "points" }, ...compared.slice(0, FINDINGS_SHOWN).map(item),
      more > 0 ? element("li", {}, say("moreFindings", { count: more })) : null));
};

// The whole result, from the verdict on.
const resultNodes = (result) => {
  const { check, fault, kept, known } = result;
  const { kind, title } = verdictOf(result);
  const text = fault
    ? [fault.code === "cancelled" ? null : element("p", {}, ...sayFinding(fault))]
    : summary(result);
  const verdict = element("section", { className: `verdict ${kind}`, id: "verdict" },
    element("h2", { tabIndex: -1 }, title), ...text);
  if (!check) return [verdict];
  const compared = [...kept, ...knownResult(check, known)];
  const contradicted = new Set(
    compared.filter((it) => it.state === "bad").map((it) => it.facts.report));
  const worst = [...compared].sort((a, b) => (b.state === "bad") - (a.state === "bad"));
  return [
    verdict,
    listed("wrongTitle", "bad", check.findings, check.found),
    comparedSection("keptTitle", worst),
    listed("openTitle", "open", check.unchecked),
    listed("holdsTitle", "good", holding(check)),
    comparison(check),
    check.reports.length > 0 ? section("reportsTitle", ...reportTable(check, contradicted)) : null,
    limits(),
  ].filter((it) => it !== null);
};
