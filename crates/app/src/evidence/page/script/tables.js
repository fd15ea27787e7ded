// The table of all report lines, which people open in a spreadsheet, against the documents.

const LINES = "lines.csv";
// Columns whose cells are those of the document, first what a row is about. The others are words
// and texts.
const OF_DOCUMENT = ["cycle", "distributor", "vendor", "partner"];
const OF_LINE = [
  "product", "provisioned", "used", "over_provisioned_percent", "default_chargeable", "chargeable",
];
const ABOUT = OF_DOCUMENT.length + 1;
const rowKey = (row) => row.slice(0, ABOUT).join("\n");
// A spreadsheet must not take a cell for a formula, so some get an apostrophe.
const unguarded = (cell) => cell.replaceAll("'", "");

// The cells that a document gives for each of its lines.
const rowsOf = (document) =>
  document.lines.map((line) => [
    ...OF_DOCUMENT.map((name) => unguarded(String(document[name] ?? ""))),
    ...OF_LINE.map((name) => unguarded(String(line?.[name] ?? ""))),
  ]);

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
  const facts = { report: expected.report, product: row[ABOUT - 1], file: LINES, line };
  const field = [...OF_DOCUMENT, ...OF_LINE][at];
  find(check, "linesOther", { ...facts, field, found: row[at], expected: expected.row[at] });
};

// Check 10, as far as figures and keys go.
const checkLines = async (check) => {
  const text = await readText(check, LINES);
  if (text === null) return;
  await orFinding(check, async () => {
    const records = csvRecords(text);
    const heading = records.next().value?.cells ?? [];
    const columns = [...OF_DOCUMENT, ...OF_LINE].map((name) => heading.indexOf(name));
    if (columns.includes(-1)) throw new Fault("csvWrong", { file: LINES, line: 1 });
    const left = new Map(check.rows);
    for (const { cells, line } of records) {
      await check.pace.rest();
      const row = columns.map((at) => unguarded(cells[at] ?? ""));
      compareRow(check, row, left.get(rowKey(row)), line);
      left.delete(rowKey(row));
    }
    for (const { report, row } of left.values()) {
      find(check, "linesMissing", { file: LINES, report, product: row[ABOUT - 1] });
    }
  });
};
