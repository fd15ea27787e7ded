// One report of a pack: its frozen parts, its history, its figures and its document, against each
// other and against the log.

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uuidBytes = (id) => fromHex(id.replaceAll("-", ""));
const cycleNumber = (cycle) => {
  const [, year, month] = /^(\d{4,})-(\d\d)$/.exec(cycle) ?? [];
  return Number(year) * 12 + Number(month) - 1;
};

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
    && numbers.length === 3 && [...numbers, instants[1]].every(Number.isSafeInteger)
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
    deadline: toSeconds(instants[1]),
    // The company of the partner, and where it is.
    company: { id: partner[2], city: place[0], state: place[1] },
    products: new Map(products.map((it) => [asText(it?.[1]), asText(it?.[2])])),
  };
};

// Check 6, apart from the digest.
const checkFrozen = (check, report) => {
  const { frozen, folder } = report;
  const file = report.file("frozen.json");
  const { cycle, partner, vendor } = frozen;
  const named = `reports/${cycle}/${inFolderName(partner.code)}-${inFolderName(vendor.code)}`;
  if (named !== folder) find(check, "folderOther", { file, folder: named });
  const other = check.ids.get(frozen.id);
  if (other) find(check, "reportTwice", { file, other });
  check.ids.set(frozen.id, folder);
};

const DIGEST_OF = {
  "frozen.json": utf8("countersign/frozen/1"),
  "figures.jsonl": utf8("countersign/figures/1"),
};
const GENESIS = utf8("countersign/history/1");

const isEntry = (it) => it && Number.isSafeInteger(it.version) && isText(it.at)
  && isText(it.verb) && isText(it.to) && typeof it.actor === "object" && it.actor !== null;

// A report of the pack. Nothing that a pack contains is one, whatever it looks like.
class Report {
  frozen = null;
  entries = [];
  // What the entries say, and what the figures freeze of each product.
  bodies = [];
  terms = new Map();

  constructor(folder) {
    this.folder = folder;
  }

  // What the entry of the first submission says; `undefined` if nothing was submitted.
  get firstSubmission() {
    return this.bodies.find((it) => it.verb === "report.submit");
  }

  file(name) {
    return `${this.folder}/${name}`;
  }
}

// What the page shows of an entry, and what later checks need.
const shownEntry = (body, hash, line, state) => ({
  version: body.version,
  hash,
  at: body.at,
  recordedAt: body.recorded_at,
  verb: body.verb,
  to: body.to,
  actor: body.actor,
  reason: isText(body.reason) ? body.reason : null,
  changes: Array.isArray(body.changes) ? body.changes : [],
  signed: body.signed ?? null,
  state,
  line,
});

// Checks 4 and 5: the chain of a report's history, and the place of each entry in the log.
const checkHistory = async (check, report, text) => {
  const file = report.file("history.jsonl");
  const chain = { hash: report.frozen && sha256(GENESIS, uuidBytes(report.frozen.id)), version: 0 };
  // Where the last entry with a proof is, and the first after it without one.
  let [last, unproven] = [-1, null];
  for (const it of jsonLines(check, file, text)) {
    await check.pace.rest();
    const place = { file, line: it.line, report, version: it.value.version };
    const entry = checkEntry(check, report, it.value, place, chain);
    if (!entry) continue;
    const { index } = it.value;
    report.entries.push(entry);
    if (entry.state === "open") unproven ??= entry;
    if (!isCount(index)) continue;
    // The log has entries in the order of their versions.
    const isGap = unproven && check.checkpoint;
    if (isGap) find(check, "proofGap", place);
    else if (index <= last) find(check, "positionsOrder", place);
    if (isGap || index <= last) entry.state = "bad";
    [last, unproven] = [index, null];
  }
  nameUnproven(check, report);
  report.head = chain.hash && hex(chain.hash);
  if (report.entries.length === 0) find(check, "historyNone", { file });
};

// Without a checkpoint, nothing has a proof.
const nameUnproven = (check, report) => {
  const open = report.entries.filter((it) => it.state === "open");
  if (open.length === 0 || !check.checkpoint) return;
  const facts = { report, version: open[0].version, count: open.length };
  check.unchecked.push({ code: "newerEntries", facts });
};

const checkEntry = (check, report, value, place, chain) => {
  const { version, hash, body } = value;
  const stated = isHash(hash) ? fromHex(hash) : null;
  const read = isText(body) ? parseOr(check, body, place) : null;
  if (!stated || !Number.isSafeInteger(version) || !isEntry(read)) {
    if (read !== undefined) find(check, "entryUnreadable", place);
    check.unread.add(place.file);
    return null;
  }
  const before = check.found;
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
  }
  report.bodies.push(read);
  const isBad = check.found > before || inLog === false;
  return shownEntry(read, hash, place.line, isBad ? "bad" : inLog ? "good" : "open");
};

const checkDigest = (check, report, name, bytes, body) => {
  if (!isText(body?.frozen)) return;
  if (hex(sha256(DIGEST_OF[name], bytes)) !== body.frozen) {
    find(check, "digestOther", { file: report.file(name), report, version: body.version });
  }
};

// What only the check of a report needs.
const OF_CHECK = ["bodies", "terms", "replayed", "documents"];

// The whole text of a report's files, and everything that is wrong with them.
const checkReport = async (check, folder) => {
  const report = new Report(folder);
  const before = check.found;
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
    checkDigest(check, report, "frozen.json", utf8(read["frozen.json"]), report.bodies[0]);
  }
  if (read["figures.jsonl"] !== null) await checkFigures(check, report, read["figures.jsonl"]);
  report.replayed = replay(check, report);
  if (read["document.json"] !== null) checkDocument(check, report, read["document.json"]);
  if (read["sent.jsonl"] !== null) await checkSent(check, report, read["sent.jsonl"]);
  await checkSignatures(check, report);
  if (!isText(report.firstSubmission?.frozen)) check.counts.drafts += 1;
  report.wrong = check.found - before;
  // Only what is shown is kept: a pack may hold thousands of reports.
  for (const key of OF_CHECK) delete report[key];
  check.reports.push(report);
};
