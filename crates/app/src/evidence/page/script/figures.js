// The figures of a report: what each line is made of, and what was submitted.

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

const noSum = () =>
  ({ provisioned: 0n, used: null, standard: 0n, subscriptions: 0n, withoutUsed: 0n });

// Adds a subscription to the sum of its line, if it counts.
const addTo = (sum, { counts, provisioned, used }) => {
  if (!counts) return;
  sum.subscriptions += 1n;
  sum.provisioned += provisioned;
  sum.standard += used ?? provisioned;
  if (used === null) sum.withoutUsed += 1n;
  else sum.used = (sum.used ?? 0n) + used;
};

// Check 7: the digest, each line as the sum of its subscriptions, and the first submission.
const checkFigures = async (check, report, text) => {
  const file = report.file("figures.jsonl");
  const bytes = utf8(text.replaceAll("\n", ""));
  const submission = report.firstSubmission;
  checkDigest(check, report, "figures.jsonl", bytes, submission);
  const submitted = isText(submission?.frozen) ? submittedLines(submission) : null;
  const sums = new Map();
  const lines = [];
  for (const { line, value } of jsonLines(check, file, text)) {
    await check.pace.rest();
    try {
      if (Array.isArray(value[0]) && value[0].length === 3) {
        lines.push({ ...parseLine(value), line });
      } else {
        const subscription = parseSubscription(value);
        const { number } = subscription;
        if (!sums.has(number)) sums.set(number, noSum());
        addTo(sums.get(number), subscription);
      }
    } catch {
      check.unread.add(file);
      find(check, "figuresUnreadable", { file, line });
    }
  }
  for (const it of lines) {
    await check.pace.rest();
    const place = { file, line: it.line, report, product: it.code };
    const sum = sums.get(it.number) ?? noSum();
    const isSum = Object.keys(sum).every((key) => sum[key] === it[key]);
    if (!isSum) find(check, "figuresSum", place);
    report.terms.set(it.code, { ...it.terms, over_provisioned_percent: overProvisioned(it) });
    if (submitted) {
      checkSubmitted(check, it, submitted.get(it.code), { ...place, version: submission.version });
    }
  }
};

// The first submission has the figures that were frozen with it.
const checkSubmitted = (check, line, submitted, place) => {
  const isSame = submitted && submitted.provisioned === quantityText(line.provisioned)
    && submitted.used === (line.used === null ? null : quantityText(line.used))
    && submitted.default_chargeable === quantityText(line.standard);
  if (!isSame) find(check, "figuresOther", place);
};
