// Check 12: the signatures of a report's decisions.

const STATEMENT_KEYS = [
  "account", "at", "company", "company_kind", "cycle", "document", "form", "partner", "person",
  "report", "role", "unseen", "vendor", "verb", "version",
];
const UNSEEN_KEYS = ["carried_forward", "no_data", "overlapping_sources", "silent_sources"];
const STATEMENT_FORM = "countersign statement 1";
const BULK_FORM = "countersign statements 1";
const BULK_KEYS = ["count", "index", "path", "root"];
const BULK_MOST = 50_000;
const BULK_PATH = 16;
const ENVELOPE_KEYS = ["key", "kind", "signature"];
const STATED_AT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/;
const TEXT_LONGEST = 16_384;

const hasKeys = (value, keys) => value !== null && typeof value === "object"
  && !Array.isArray(value) && Object.keys(value).join() === keys.join();

// A value that has one text: sorted keys, and no spaces.
const parseCanonical = (text) => {
  if (!isText(text) || text.length > TEXT_LONGEST) return null;
  try {
    const value = JSON.parse(text);
    return JSON.stringify(value) === text ? value : null;
  } catch {
    return null;
  }
};

const parseStatement = (text) => {
  const it = parseCanonical(text);
  const isStatement = hasKeys(it, STATEMENT_KEYS) && hasKeys(it.unseen, UNSEEN_KEYS)
    && it.form === STATEMENT_FORM && isHash(it.document) && STATED_AT.test(asText(it.at))
    && UNSEEN_KEYS.every((key) => Number.isSafeInteger(it.unseen[key]));
  return isStatement ? it : null;
};

const isBulk = (it) => hasKeys(it, BULK_KEYS) && isCount(it.count) && isCount(it.index)
  && isHash(it.root) && Array.isArray(it.path) && it.path.every(isHash);

const parseEnvelope = (text) => {
  const it = parseCanonical(text);
  const isMany = it !== null && typeof it === "object" && Object.hasOwn(it, "bulk");
  const keys = isMany ? ["bulk", ...ENVELOPE_KEYS] : ENVELOPE_KEYS;
  const isEnvelope = hasKeys(it, keys) && [it.key, it.signature].every(isText)
    && Object.hasOwn(VERIFIERS, it.kind) && (!isMany || isBulk(it.bulk));
  return isEnvelope ? it : null;
};

// Whether the statement says what the entry did.
const isOfEntry = (report, entry, statement) => {
  const { person } = entry.actor;
  const { id, cycle, partner, vendor } = report.frozen ?? {};
  const kind = asText(person?.company_kind);
  const company = PARTIES.includes(kind) ? report.frozen?.[kind].code : undefined;
  const expected = {
    account: person?.account ?? null,
    company,
    company_kind: kind,
    cycle,
    partner: partner?.code,
    person: person?.id,
    report: id,
    role: person?.role,
    vendor: vendor?.code,
    verb: entry.verb,
    version: entry.version - 1,
  };
  return Object.entries(expected).every(([key, value]) => statement[key] === value);
};

// The bytes that were signed: the statement, or the text with the root of many.
const signedBytes = (text, bulk) => {
  if (!bulk) return utf8(text);
  const { count, index, path, root } = bulk;
  const isSmall = count <= BULK_MOST && path.length <= BULK_PATH;
  const found = isSmall ? rootOfInclusion(index, count, leafHash(text), path.map(fromHex)) : null;
  if (!found || hex(found) !== root) throw new Fault("signatureRoot");
  return utf8(`${BULK_FORM}\n${count}\n${root}\n`);
};

const accountVerifies = (key, text, message) => {
  const bytes = fromBase64(text);
  if (!bytes || key.algorithm !== "ssh-ed25519") throw unreadable();
  return ed25519(key, bytes, message);
};

const VERIFIERS = { ssh: sshVerifies, key: accountVerifies, passkey: passkeyVerifies };

// A key that the browser cannot import, or a signature of a wrong length, is a wrong signature.
const verifies = async (envelope, key, message) => {
  try {
    return await VERIFIERS[envelope.kind](key, envelope.signature, message);
  } catch (error) {
    if (error instanceof Fault) throw error;
    return false;
  }
};

// Checks one signature and returns its key, or throws what is wrong.
const checkOne = async (check, report, entry, line) => {
  const { statement: text, envelope: sealed } = line;
  const covers = (hash, it) => isText(it) && hash === hex(sha256(utf8(it)));
  if (!covers(entry.signed.statement, text) || !covers(entry.signed.envelope, sealed)) {
    throw new Fault("signatureOther");
  }
  const [statement, envelope] = [parseStatement(text), parseEnvelope(sealed)];
  if (!statement) throw new Fault("statementUnreadable");
  if (!envelope) throw unreadable();
  if (!isOfEntry(report, entry, statement)) throw new Fault("statementOther");
  const document = report.documents.get(entry.version) ?? statement.document;
  if (statement.document !== document) throw new Fault("statementDocument");
  if ((statement.account !== null) !== (envelope.kind === "key")) {
    throw new Fault("signatureKeyKind");
  }
  const key = parseSshKey(asText(line.key));
  if (key?.fingerprint !== envelope.key) throw new Fault("signatureKeyOther");
  const message = signedBytes(text, envelope.bulk);
  const isKnown = check.knowsEd25519 || ![SK_ED25519, "ssh-ed25519"].includes(key.algorithm);
  if (isKnown && !await verifies(envelope, key, message)) throw new Fault("signatureWrong");
  if (!wasInUse(check, key.fingerprint, entry, line)) {
    throw new Fault("signatureKeyUnknown", { key: key.fingerprint });
  }
  return { key: key.fingerprint, since: line.added_at, isKnown };
};

// Checks the signatures of a report, and that no entry lacks one that a rule required.
const checkSignatures = async (check, report) => {
  const file = report.file(SIGNATURES);
  const lines = await readLines(check, file);
  const signed = new Map(report.entries.filter((it) => it.signed).map((it) => [it.version, it]));
  let unknown = 0;
  for (const { line, value } of lines) {
    await check.pace.rest();
    const place = { file, line, report, version: asText(value.version) };
    const entry = signed.get(value.version);
    signed.delete(value.version);
    if (!entry) {
      find(check, "signatureSurplus", place);
      continue;
    }
    try {
      entry.signature = await checkOne(check, report, entry, value);
      if (entry.signature.isKnown) check.counts.signatures += 1;
      else unknown += 1;
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      find(check, fault.code, { ...place, ...fault.facts });
      entry.state = "bad";
    }
  }
  for (const { version } of signed.values()) find(check, "signatureMissing", { report, version });
  for (const entry of report.entries.filter((it) => lacksSignature(check, it))) {
    find(check, "signatureLacking", { report, version: entry.version });
    entry.state = "bad";
  }
  if (unknown > 0) {
    check.unchecked.push({ code: "signaturesUnchecked", facts: { report, count: unknown } });
  }
};
