// The figures of a report: what each line is made of, what was submitted, and what the document
// has.

const COUNTS = ["counted", "carried-forward"];
const MILLION = 1000000n;

// A quantity of whole millionths, as entries and documents write it.
const quantityText = (millionths) => {
  const whole = millionths / MILLION;
  const rest = (millionths % MILLION).toString().padStart(6, "0").replace(/0+$/, "");
  return rest ? `${whole}.${rest}` : `${whole}`;
};

const parseLine = (value) => {
  const [names, [number, , subscriptions, withoutUsed], [, carried], basis, units] = value;
  const [code, name, unit] = names;
  return {
    code,
    terms: { product_name: name, unit, basis, carried_forward: carried },
    number: String(number),
    subscriptions: BigInt(subscriptions),
    withoutUsed: BigInt(withoutUsed),
    provisioned: BigInt(units[0]),
    used: units[1] === null ? null : BigInt(units[1]),
    standard: BigInt(units[2]),
  };
};
const parseSubscription = ([[number], , , , standing, , [provisioned, used]]) => ({
  number: String(number),
  counts: COUNTS.includes(standing),
  provisioned: BigInt(provisioned ?? 0),
  used: used === null ? null : BigInt(used),
});

// The sum of the subscriptions that count for a line.
const sumOf = (subscriptions) => {
  const sum = { provisioned: 0n, used: null, standard: 0n, subscriptions: 0n, withoutUsed: 0n };
  for (const it of subscriptions) {
    sum.subscriptions += 1n;
    sum.provisioned += it.provisioned;
    sum.standard += it.used ?? it.provisioned;
    if (it.used === null) sum.withoutUsed += 1n;
    else sum.used = (sum.used ?? 0n) + it.used;
  }
  return sum;
};

// Check 7: the digest, each line as the sum of its subscriptions, and the first submission.
const checkFigures = async (check, report, text) => {
  const file = report.file("figures.jsonl");
  const lines = utf8(text.replaceAll("\n", ""));
  checkDigest(check, report, "figures.jsonl", lines, report.firstSubmission);
  const sums = new Map();
  const of = [];
  for (const it of jsonLines(check, file, text)) {
    await check.pace.rest();
    try {
      if (Array.isArray(it.value[0]) && it.value[0].length === 3) {
        of.push({ ...parseLine(it.value), line: it.line });
      } else {
        const subscription = parseSubscription(it.value);
        if (!sums.has(subscription.number)) sums.set(subscription.number, []);
        if (subscription.counts) sums.get(subscription.number).push(subscription);
      }
    } catch {
      find(check, "figuresUnreadable", { file, line: it.line });
    }
  }
  for (const line of of) {
    await check.pace.rest();
    const sum = sumOf(sums.get(line.number) ?? []);
    const isSum = Object.keys(sum).every((key) => sum[key] === line[key]);
    if (!isSum) find(check, "figuresSum", { file, line: line.line, report, product: line.code });
    checkSubmitted(check, report, line, { file, line: line.line });
  }
};

// The first submission has the figures that were frozen with it.
const checkSubmitted = (check, report, line, place) => {
  const entry = report.firstSubmission;
  if (!isText(entry?.frozen) || !Array.isArray(entry.lines)) return;
  const submitted = entry.lines.find((it) => it?.product === line.code);
  if (report.submitted?.has(line.code)) Object.assign(report.submitted.get(line.code), line.terms);
  const isSame = submitted && submitted.provisioned === quantityText(line.provisioned)
    && (submitted.used ?? null) === (line.used === null ? null : quantityText(line.used))
    && submitted.default_chargeable === quantityText(line.standard);
  if (!isSame) {
    find(check, "figuresOther", { ...place, report, product: line.code, version: entry.version });
  }
};

// What the history or the frozen figures say of a line of the document.
const SUBMITTED = [
  "provisioned", "used", "default_chargeable", "chargeable", "penalty", "comment", "product_name",
  "unit", "basis", "carried_forward",
];

// Check 8: the document against the history and the frozen parts.
const checkDocument = (check, report, text) => {
  const file = report.file("document.json");
  const document = parseOr(check, text, { file, line: 1 });
  if (document === undefined) return;
  if (document === null || !Array.isArray(document.lines)) {
    find(check, "documentUnreadable", { file });
    return;
  }
  report.status = isText(document.status) ? document.status : null;
  for (const row of rowsOf(document)) check.rows.set(rowKey(row), { report, row });
  const last = report.entries.at(-1);
  const isCut = last && isCount(document.version) && document.version > last.version;
  const differs = (field, found, expected) => {
    if (found !== expected) find(check, "documentOther", { file, report, field, found, expected });
  };
  if (isCut) {
    const { version } = last;
    find(check, "historyCut", { file, report, version, expected: document.version });
  } else if (last) {
    differs("version", document.version, last.version);
    differs("history_head", document.history_head, report.head);
    differs("status", document.status, last.to);
    for (const [field, value] of Object.entries(report.stated)) {
      differs(field, document[field], value);
    }
  }
  if (report.frozen) {
    const { id, cycle, distributor, vendor, partner, company, zone } = report.frozen;
    const expected = {
      report_id: id, cycle, time_zone: zone, distributor: distributor.code,
      distributor_name: distributor.name, vendor: vendor.code, partner: partner.code,
      partner_name: partner.name, company_id: company.id, city: company.city, state: company.state,
    };
    for (const [field, value] of Object.entries(expected)) differs(field, document[field], value);
  }
  if (report.submitted) compareLines(check, report, document.lines, file);
};

const compareLines = (check, report, lines, file) => {
  const submitted = new Map(report.submitted);
  for (const line of lines) {
    const product = asText(line?.product);
    const expected = submitted.get(product);
    submitted.delete(product);
    if (!expected) find(check, "documentLineNew", { file, report, product });
    else compareLine(check, line, expected, { file, report, product });
  }
  for (const [product, { version }] of submitted) {
    find(check, "documentLineMissing", { file, report, version, product });
  }
};

const compareLine = (check, line, expected, facts) => {
  for (const field of SUBMITTED.filter((it) => it in expected)) {
    const found = line?.[field] ?? null;
    if (found === (expected[field] ?? null)) continue;
    const { version } = expected;
    find(check, "documentLine", { ...facts, version, field, found, expected: expected[field] });
  }
};
