// The table of all report lines, which people open in a spreadsheet, against the documents.

const LINES = "lines.csv";
// The columns with cells of the document, first what a row is about, and those of a line.
const OF_DOCUMENT = [
  "cycle", "distributor", "vendor", "partner", "period_start", "period_end", "distributor_name",
  "partner_name", "company_id", "city", "state", "status", "review_kind", "submission", "approval",
  "flagged", "report_comment", "reasons", "deadline", "submitted_at", "decided_at", "version",
];
const OF_LINE = [
  "product", "product_name", "unit", "provisioned", "used", "over_provisioned_percent",
  "default_chargeable", "chargeable", "penalty", "carried_forward", "comment",
];
const ROW = [...OF_DOCUMENT, ...OF_LINE];
const PRODUCT = OF_DOCUMENT.length;
const rowKey = (row) => [...row.slice(0, 4), row[PRODUCT]].join("\n");

// Exports name a status in English, whatever the language of their reader.
const cellText = (name, value) => {
  if (name === "status") return texts.en[`status.${value}`] ?? String(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value ?? "");
};
// A spreadsheet must not take a cell for a formula, so some get an apostrophe.
const unguarded = (cell) => cell.replaceAll("'", "");

// The cells that a document gives for each of its lines.
const rowsOf = (document) => {
  const cellsOf = (names, of) => names.map((name) => unguarded(cellText(name, of?.[name])));
  const own = cellsOf(OF_DOCUMENT, document);
  return document.lines.map((line) => [...own, ...cellsOf(OF_LINE, line)]);
};

// The records of a CSV file, with the line on which each begins.
function* csvRecords(text) {
  const cell = /"([^"]*(?:""[^"]*)*)"|([^",\r\n]*)/y;
  let [at, line, cells, begins] = [0, 1, [], 1];
  while (at < text.length) {
    cell.lastIndex = at;
    const [whole, quoted, plain] = cell.exec(text) ?? ["", undefined, ""];
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += (quoted ?? "").split("\n").length - 1;
    at += whole.length;
    if (text[at] === ",") {
      at += 1;
      if (at === text.length) cells.push("");
      continue;
    }
    const isEnd = at >= text.length || text.startsWith("\r\n", at);
    if (!isEnd) throw new Fault("csvWrong", { file: LINES, line });
    yield { cells, line: begins };
    at += 2;
    line += 1;
    [cells, begins] = [[], line];
  }
}

const compareRow = (check, row, expected, line) => {
  if (!expected) {
    find(check, "linesUnknown", { file: LINES, line });
    return;
  }
  const at = row.findIndex((cell, place) => cell !== expected.row[place]);
  if (at < 0) return;
  const facts = { report: expected.report, product: row[PRODUCT], field: ROW[at] };
  const [found, own] = [row[at], expected.row[at]];
  find(check, "linesOther", { ...facts, found, expected: own, file: LINES, line });
};

// Check 10, apart from the rules.
const checkLines = async (check) => {
  const text = await readText(check, LINES);
  if (text === null) return;
  await orFinding(check, async () => {
    const records = csvRecords(text);
    const heading = records.next().value?.cells ?? [];
    const columns = ROW.map((name) => heading.indexOf(name));
    if (columns.includes(-1)) throw new Fault("csvWrong", { file: LINES, line: 1 });
    const left = new Map(check.rows);
    for (const { cells, line } of records) {
      await check.pace.rest();
      const row = columns.map((at) => unguarded(cells[at] ?? ""));
      compareRow(check, row, left.get(rowKey(row)), line);
      left.delete(rowKey(row));
    }
    for (const { report, row } of left.values()) {
      find(check, "linesMissing", { file: LINES, report, product: row[PRODUCT] });
    }
  });
};
