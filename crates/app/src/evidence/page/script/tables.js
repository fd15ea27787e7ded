// The table of all report lines, which people open in a spreadsheet, against the documents.

const LINES = "lines.csv";
// The columns, in their order. Those of a line are together; the others have cells of the document.
const COLUMNS_OF_LINES = [
  "cycle", "period_start", "period_end", "distributor", "distributor_name", "vendor", "partner",
  "partner_name", "company_id", "city", "state", "status", "review_kind", "submission", "approval",
  "flagged", "product", "product_name", "unit", "provisioned", "used", "over_provisioned_percent",
  "default_chargeable", "chargeable", "penalty", "carried_forward", "comment", "report_comment",
  "reasons", "deadline", "submitted_at", "decided_at", "version",
];
const OF_LINE = COLUMNS_OF_LINES.indexOf("product");
const AFTER_LINE = COLUMNS_OF_LINES.indexOf("report_comment");
// What a row is about.
const KEY = ["cycle", "distributor", "vendor", "partner", "product"]
  .map((it) => COLUMNS_OF_LINES.indexOf(it));
const rowKey = (row) => KEY.map((at) => row[at]).join("\n");

// Exports name a status in English, whatever the language of their reader.
const cellText = (name, value) => {
  if (name === "status") return texts.en[`status.${asText(value)}`] ?? asText(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return asText(value ?? "");
};
// A spreadsheet must not take a cell for a formula, so some get an apostrophe.
const unguarded = (cell) => cell.replaceAll("'", "");

// The cells that a document gives for each of its lines.
const rowsOf = (document) => {
  const cellsOf = (names, of) => names.map((name) => unguarded(cellText(name, of?.[name])));
  const before = cellsOf(COLUMNS_OF_LINES.slice(0, OF_LINE), document);
  const after = cellsOf(COLUMNS_OF_LINES.slice(AFTER_LINE), document);
  const ofLine = COLUMNS_OF_LINES.slice(OF_LINE, AFTER_LINE);
  return document.lines.map((line) => [...before, ...cellsOf(ofLine, line), ...after]);
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
  const facts = { report: expected.report, product: row[OF_LINE], field: COLUMNS_OF_LINES[at] };
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
    const isOwn = heading.join("\n") === COLUMNS_OF_LINES.join("\n");
    if (!isOwn) throw new Fault("linesHeading", { file: LINES, line: 1 });
    const left = new Map(check.rows);
    for (const { cells, line } of records) {
      await check.pace.rest();
      if (line > LINES_MAX) throw new Fault("linesTooMany", { file: LINES, count: LINES_MAX });
      if (cells.length !== heading.length) {
        const facts = { found: cells.length, expected: heading.length };
        find(check, "linesCells", { file: LINES, line, ...facts });
        continue;
      }
      const row = cells.map(unguarded);
      compareRow(check, row, left.get(rowKey(row)), line);
      left.delete(rowKey(row));
    }
    for (const { report, row } of left.values()) {
      find(check, "linesMissing", { file: LINES, report, product: row[OF_LINE] });
    }
  });
};
