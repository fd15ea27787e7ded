// The document of a report, against the history, the frozen parts and the figures.

const LINE_KEYS = [
  "provisioned", "used", "default_chargeable", "over_provisioned_percent", "chargeable", "penalty",
  "comment", "product_name", "unit", "basis", "carried_forward",
];

// Check 8.
const checkDocument = (check, report, text) => {
  const file = report.file("document.json");
  const document = parseOr(check, text, { file, line: 1 });
  if (document === undefined) return;
  if (document === null || !Array.isArray(document.lines)) {
    find(check, "documentUnreadable", { file });
    return;
  }
  report.status = isText(document.status) ? document.status : null;
  for (const row of rowsOf(document)) keepRow(check, report, row);
  const before = check.found;
  const { replayed, frozen, head } = report;
  const last = report.entries.at(-1);
  const isCut = last && isCount(document.version) && document.version > last.version;
  if (isCut) {
    const { version } = last;
    find(check, "historyCut", { file, report, version, expected: document.version });
  } else if (last) {
    compareFields(check, report, document, { ...replayed.state, history_head: head });
  }
  if (frozen) compareFields(check, report, document, frozenPart(frozen));
  if (replayed.lines) compareLines(check, report, document.lines, replayed.lines);
  const isSame = check.found === before && isRead(check, report);
  const whole = isSame ? documentText(report, replayed, head) : null;
  if (whole !== null && whole !== text) find(check, "documentForm", { file, report });
};

const compareFields = (check, report, document, expected) => {
  const file = report.file("document.json");
  for (const [field, value] of Object.entries(expected)) {
    const found = document[field];
    const facts = { file, report, field, found, expected: value };
    if (value !== undefined && found !== value) find(check, "documentOther", facts);
  }
};

const compareLines = (check, report, lines, expectedLines) => {
  const file = report.file("document.json");
  const left = new Map(expectedLines);
  for (const line of lines) {
    const product = asText(line?.product);
    const own = left.get(product);
    left.delete(product);
    const expected = own && { ...own, ...report.terms.get(product) };
    if (!expected) find(check, "documentLineNew", { file, report, product });
    else compareLine(check, line, expected, { file, report, product, version: own.by });
  }
  for (const [product, { by: version }] of left) {
    find(check, "documentLineMissing", { file, report, version, product });
  }
};

const compareLine = (check, line, expectedLine, facts) => {
  for (const field of LINE_KEYS.filter((it) => it in expectedLine)) {
    const [found, expected] = [line?.[field] ?? null, expectedLine[field] ?? null];
    if (found !== expected) find(check, "documentLine", { ...facts, field, found, expected });
  }
};
