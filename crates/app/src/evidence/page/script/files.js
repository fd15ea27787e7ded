// The files of a pack: what the manifest lists, what the zip holds, and the text of each, with its
// size and hash compared on the way. A finding says what is wrong and where, and the check goes on.

const FORMAT = "countersign evidence 1";
const MANIFEST = "manifest.json";
const CHECKPOINT = "log/checkpoint.txt";
const KEYS = "log/keys.jsonl";
// Only packs of a log that was witnessed have this file.
const WITNESSES = "log/witnesses.jsonl";
// Only packs of a log that was stamped have these.
const STAMPS = "log/stamps.jsonl";
const STAMP_FILES = "log/stamps/";
const STAMP_FILE = /^log\/stamps\/[1-9]\d*\.(?:txt|tsr)$/;
const DISPATCHES = "dispatches.jsonl";
const TOP_FILES = [
  "README.html", "verify.html", CHECKPOINT, KEYS, DISPATCHES, "messages.jsonl", "lines.csv",
  "rules.csv",
];
// A summary of very many pages is left out.
const SUMMARY = "summary.pdf";
const REPORT_FILES = [
  "document.json", "frozen.json", "history.jsonl", "figures.jsonl", "readings.csv", "sent.jsonl",
];
// Only reports with signed decisions have this file.
const SIGNATURES = "signatures.jsonl";
const REPORT_FILE = /^(reports\/\d{4,}-\d\d\/[A-Za-z0-9._]+-[A-Za-z0-9._]+)\/([a-z]+\.[a-z]+)$/;
const SHA256 = /^[0-9a-f]{64}$/;
const isHash = (it) => isText(it) && SHA256.test(it);

// Findings that are kept; all are counted.
const FINDINGS_KEPT = 1000;
// The most lines of a file that are read.
const LINES_MAX = 1_000_000;

// A check that is under way.
const newCheck = (zip, pace, progress) => ({
  zip,
  pace,
  progress,
  bytesRead: 0,
  findings: [],
  // How many findings there are, and of each code.
  found: 0,
  codes: new Map(),
  // What could not be checked, and why.
  unchecked: [],
  // The files with a line that cannot be read.
  unread: new Set(),
  // The records that the pack names, by kind, record and number, and the positions that are taken.
  leaves: new Map(),
  positions: new Set(),
  // Documents of dispatches, by the name of each.
  dispatches: new Map(),
  reports: [],
  // Who cosigned the log, when, and up to which record.
  witnesses: [],
  // When a time stamping authority saw the log, and up to which record.
  stamps: [],
  // Reports by what the log calls them, and folders by the ids of their reports.
  records: new Map(),
  ids: new Map(),
  // The rows that the documents give, by what they are about.
  rows: new Map(),
  counts: { entries: 0, proven: 0, dispatches: 0, drafts: 0, signatures: 0 },
});

const find = (check, code, facts = {}) => {
  check.found += 1;
  check.codes.set(code, (check.codes.get(code) ?? 0) + 1);
  if (check.findings.length < FINDINGS_KEPT) check.findings.push({ code, facts });
};

// Runs work on one file. A fault becomes a finding, unless the check was cancelled.
const orFinding = async (check, work) => {
  try {
    return await work();
  } catch (fault) {
    if (!(fault instanceof Fault) || fault.code === "cancelled") throw fault;
    find(check, fault.code, fault.facts);
    return null;
  }
};

const isListed = (it) => isText(it?.name) && isCount(it.size) && isHash(it.sha256);

const readManifest = async (check) => {
  const entry = check.zip.files.get(MANIFEST);
  if (!entry) throw new Fault("noManifest");
  const text = await textOf(check.zip, entry, check.pace);
  let manifest;
  try {
    manifest = JSON.parse(text);
  } catch {
    throw new Fault("manifestUnreadable");
  }
  if (!isText(manifest?.format)) throw new Fault("manifestUnreadable");
  if (manifest.format !== FORMAT) throw new Fault("packFormat", { format: manifest.format });
  if (!Array.isArray(manifest.files) || !manifest.files.every(isListed)) {
    throw new Fault("manifestUnreadable");
  }
  check.manifest = manifest;
  check.listed = new Map();
  for (const it of manifest.files) {
    if (check.listed.has(it.name)) find(check, "fileListedTwice", { file: it.name });
    check.listed.set(it.name, it);
  }
};

// Compares the names of the manifest with those of the zip, and groups the files of reports.
const groupFiles = (check) => {
  const folders = new Set();
  for (const name of new Set([...check.listed.keys(), ...check.zip.files.keys()])) {
    const isHere = check.zip.files.has(name);
    const [, folder, file] = REPORT_FILE.exec(name) ?? [];
    const isOfLog = [STAMPS, WITNESSES].includes(name) || STAMP_FILE.test(name);
    if (folder && [...REPORT_FILES, SIGNATURES].includes(file)) folders.add(folder);
    else if (!isOfLog && ![MANIFEST, SIGNING, SUMMARY, ...TOP_FILES].includes(name)) {
      find(check, "fileStrange", { file: name });
    }
    const isNamed = name === MANIFEST || check.listed.has(name);
    if (!isHere) find(check, "fileMissing", { file: name });
    else if (!isNamed) find(check, "fileUnlisted", { file: name });
  }
  const needed = [...folders].flatMap((it) => REPORT_FILES.map((file) => `${it}/${file}`));
  for (const name of [...TOP_FILES, ...needed]) {
    const isKnown = check.listed.has(name) || check.zip.files.has(name);
    if (!isKnown) find(check, "fileMissing", { file: name });
  }
  return [...folders];
};

// Reads a file of the pack, passes its pieces to `take`, and compares it with the manifest.
const readFile = async (check, name, take) => {
  const entry = check.zip.files.get(name);
  const hash = new Sha256();
  await eachPiece(check.zip, entry, check.pace, (piece) => {
    hash.update(piece);
    take(piece);
    check.bytesRead += piece.length;
    check.progress(check.bytesRead / check.zip.unpacked, name);
  });
  const listed = check.listed.get(name);
  if (listed && (listed.size !== entry.size || listed.sha256 !== hex(hash.digest()))) {
    find(check, "fileChanged", { file: name });
  }
};

const readBytes = async (check, name) => {
  const entry = check.zip.files.get(name);
  if (!entry) return null;
  if (entry.size > TEXT_MAX) throw new Fault("fileTooLarge", { file: name });
  const pieces = [];
  await readFile(check, name, (piece) => pieces.push(piece));
  return joined(...pieces);
};

const readText = (check, name) => orFinding(check, async () => {
  const bytes = await readBytes(check, name);
  return bytes && parseText(bytes, name);
});

const skim = (check, name) => orFinding(check, async () => {
  if (check.zip.files.has(name)) await readFile(check, name, () => {});
});

// Numbers that a double does not hold become texts; `BigInt` reads both.
const LONG_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d{16,}/g;
const isExact = (it) => it.startsWith('"') || Number.isSafeInteger(Number(it));
const parseJson = (text) => {
  // Only of a text that is JSON is it sure that the search below ends soon.
  const value = JSON.parse(text);
  if (!/\d{16}/.test(text)) return value;
  return JSON.parse(text.replace(LONG_NUMBER, (it) => (isExact(it) ? it : `"${it}"`)));
};

const parseOr = (check, text, facts) => {
  try {
    return parseJson(text);
  } catch {
    find(check, "jsonWrong", facts);
    return undefined;
  }
};

// The values of a file with one JSON value per line, each with its number. One line at a time: an
// array of all would hold a large file twice.
function* jsonLines(check, file, text) {
  if (text !== "" && !text.endsWith("\n")) find(check, "fileEnd", { file });
  let [line, from] = [0, 0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
    line += 1;
    if (line > LINES_MAX) {
      check.unread.add(file);
      find(check, "linesTooMany", { file, count: LINES_MAX });
      return;
    }
    const value = parseOr(check, text.slice(from, end), { file, line });
    if (value === null) find(check, "jsonWrong", { file, line });
    if (value === null || value === undefined) check.unread.add(file);
    else yield { file, line, value };
    from = end + 1;
  }
}

// The same of a file that may be missing.
const readLines = async (check, file) => {
  const text = await readText(check, file);
  return text === null ? [] : jsonLines(check, file, text);
};
