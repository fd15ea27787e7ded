// One report of a pack: its frozen parts, its history, its figures and its document, against each
// other and against the log.

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uuidBytes = (id) => fromHex(id.replaceAll("-", ""));
const cycleNumber = (cycle) => {
  const [, year, month] = /^(\d{4,})-(\d\d)$/.exec(cycle) ?? [];
  return Number(year) * 12 + Number(month) - 1;
};
const isText = (it) => typeof it === "string";

// A code as a part of a folder's name: if characters had to be replaced, with a piece of its hash.
const inFolderName = (code) => {
  const safe = Array.from(code, (it) => (/[A-Za-z0-9._]/.test(it) ? it : "_")).join("");
  return safe === code ? safe : `${safe}_${hex(sha256(utf8(code))).slice(0, 6)}`;
};

// The parties and products of a report, as its making froze them; `null` if they cannot be read.
const parseFrozen = (check, file, text) => {
  const value = parseOr(check, text, { file, line: 1 });
  if (value === undefined) return null;
  const [id, numbers, cycle, sellers, partner, place, zone, , instants, products] =
    Array.isArray(value) ? value : [];
  const isWhole = isText(id) && UUID.test(id) && isText(cycle) && isText(zone)
    && [numbers, sellers, partner, place, instants, products].every(Array.isArray)
    && numbers.length === 3 && numbers.every(Number.isSafeInteger)
    && [...sellers.slice(0, 3), ...partner.slice(0, 2)].every(isText);
  if (!isWhole) {
    find(check, "frozenUnreadable", { file });
    return null;
  }
  return {
    id,
    record: `${cycleNumber(cycle)}/${numbers[1]}/${numbers[2]}`,
    cycle,
    zone,
    distributor: { code: sellers[0], name: sellers[1] },
    vendor: { code: sellers[2], name: sellers[2] },
    partner: { code: partner[0], name: partner[1] },
    // The company of the partner, and where it is.
    company: { id: partner[2], city: place[0], state: place[1] },
    products: new Map(products.map((it) => [String(it?.[1]), String(it?.[2])])),
  };
};

// Check 6, apart from the digest.
const checkFrozen = (check, report) => {
  const { frozen, folder, file } = report;
  const { cycle, partner, vendor } = frozen;
  const named = `reports/${cycle}/${inFolderName(partner.code)}-${inFolderName(vendor.code)}`;
  if (named !== folder) find(check, "folderOther", { file: file("frozen.json"), folder: named });
  const other = check.ids.get(frozen.id);
  if (other) find(check, "reportTwice", { file: file("frozen.json"), other });
  check.ids.set(frozen.id, folder);
};

const DIGEST_OF = {
  "frozen.json": utf8("countersign/frozen/1"),
  "figures.jsonl": utf8("countersign/figures/1"),
};
const GENESIS = utf8("countersign/history/1");

const isEntry = (it) => it && Number.isSafeInteger(it.version) && isText(it.at)
  && isText(it.verb) && isText(it.to) && typeof it.actor === "object" && it.actor !== null;

// What the page shows of an entry, and what later checks need.
const shownEntry = (body, hash, line, state) => ({
  version: body.version,
  hash,
  at: body.at,
  verb: body.verb,
  to: body.to,
  actor: body.actor,
  reason: isText(body.reason) ? body.reason : null,
  changes: Array.isArray(body.changes) ? body.changes : [],
  state,
  line,
});

// Checks 4 and 5: the chain of a report's history, and the place of each entry in the log.
const checkHistory = async (check, report, text) => {
  const file = report.file("history.jsonl");
  const chain = { hash: report.frozen && sha256(GENESIS, uuidBytes(report.frozen.id)), version: 0 };
  let last = { index: -1 };
  for (const it of jsonLines(check, file, text)) {
    await check.pace.rest();
    const place = { file, line: it.line, report, version: it.value.version };
    const entry = checkEntry(check, report, it.value, place, chain);
    if (!entry) continue;
    const { index } = it.value;
    if (last.index === null ? index !== null : index !== null && index <= last.index) {
      find(check, "positionsOrder", place);
      entry.state = "bad";
    }
    last = { index };
    report.entries.push(entry);
  }
  report.head = chain.hash && hex(chain.hash);
  if (report.entries.length === 0) find(check, "historyNone", { file });
};

const checkEntry = (check, report, value, place, chain) => {
  const { version, hash, body } = value;
  const stated = isText(hash) && SHA256.test(hash) ? fromHex(hash) : null;
  const read = isText(body) ? parseOr(check, body, place) : null;
  if (!stated || !isEntry(read)) {
    if (read !== undefined) find(check, "entryUnreadable", place);
    return null;
  }
  const before = check.findings.length;
  if (version !== chain.version + 1) {
    find(check, "entryMissing", { ...place, missing: chain.version + 1 });
  }
  if (read.version !== version) find(check, "entryVersion", place);
  const follows = chain.hash && same(sha256(chain.hash, utf8(body)), stated);
  if (!follows) find(check, "entryChanged", place);
  Object.assign(chain, { hash: stated, version });
  check.counts.entries += 1;
  let inLog = false;
  if (report.frozen) {
    const leaf = { kind: "history", record: report.frozen.record, number: version, content: hash };
    inLog = proveLeaf(check, leaf, value, place);
    if (inLog) check.counts.proven += 1;
    if (inLog === null) check.counts.newer += 1;
  }
  keepFirsts(report, read);
  const isBad = check.findings.length > before || inLog === false;
  return shownEntry(read, hash, place.line, isBad ? "bad" : inLog ? "good" : "open");
};

// The parts of entries that the figures and the document are compared with.
const keepFirsts = (report, body) => {
  report.made ??= body;
  if (body.verb === "report.submit") {
    report.firstSubmission ??= body;
    report.submitted = submittedLines(body);
  } else if (report.submitted) {
    followChanges(report.submitted, body);
  }
};

// The lines of a submission, each with the entry that it is from.
const submittedLines = ({ lines, version }) => {
  if (!Array.isArray(lines)) return null;
  const of = lines.map((it) => [it?.product, { comment: null, used: null, ...it, version }]);
  return new Map(of);
};

// Once a report was submitted, its lines follow from the submission and the changes after it.
const followChanges = (lines, { verb, changes, version }) => {
  // A correction changes its amendment, not the report.
  if (/-(correction|amendment)$/.test(verb)) return;
  for (const { product, field, after } of Array.isArray(changes) ? changes : []) {
    const line = lines.get(product);
    const isFollowed = line && ["chargeable", "comment"].includes(field);
    if (isFollowed) Object.assign(line, { [field]: after, version });
  }
  // These lift penalties or bring them back, and do not say which.
  const isUnknown = ["report.reject", "report.undo"].includes(verb);
  if (isUnknown) for (const line of lines.values()) delete line.penalty;
};

const checkDigest = (check, report, name, parts, body) => {
  if (!isText(body?.frozen)) return;
  if (hex(sha256Of([DIGEST_OF[name], ...parts])) !== body.frozen) {
    find(check, "digestOther", { file: report.file(name), report, version: body.version });
  }
};

// The whole text of a report's files, and everything that is wrong with them.
const checkReport = async (check, folder) => {
  const report = { folder, file: (name) => `${folder}/${name}`, entries: [], frozen: null };
  const before = check.findings.length;
  const read = {};
  for (const name of REPORT_FILES) {
    const isShort = name !== "readings.csv";
    read[name] = await (isShort ? readText : skim)(check, report.file(name));
  }
  if (read["frozen.json"] !== null) {
    report.frozen = parseFrozen(check, report.file("frozen.json"), read["frozen.json"]);
  }
  if (report.frozen) {
    checkFrozen(check, report);
    check.records.set(report.frozen.record, report);
  }
  if (read["history.jsonl"] !== null) await checkHistory(check, report, read["history.jsonl"]);
  if (read["frozen.json"] !== null) {
    checkDigest(check, report, "frozen.json", [utf8(read["frozen.json"])], report.made);
  }
  if (read["figures.jsonl"] !== null) checkFigures(check, report, read["figures.jsonl"]);
  if (read["document.json"] !== null) checkDocument(check, report, read["document.json"]);
  if (read["sent.jsonl"] !== null) checkSent(check, report, read["sent.jsonl"]);
  if (!isText(report.firstSubmission?.frozen)) check.counts.drafts += 1;
  report.wrong = check.findings.length - before;
  // Only what is shown is kept: a pack may hold thousands of reports.
  for (const key of ["made", "firstSubmission", "submitted"]) delete report[key];
  check.reports.push(report);
};
