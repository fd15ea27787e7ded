// The table of all report lines, which people open in a spreadsheet, against the documents.

const LINES = "lines.csv";
// Columns whose cells are those of the document. The others are words and texts.
const OF_DOCUMENT = ["cycle", "distributor", "vendor", "partner", "version"];
const OF_LINE = [
  "product", "provisioned", "used", "over_provisioned_percent", "default_chargeable", "chargeable",
];
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

const compareRow = (check, { cells, line }, columns, { report, row }) => {
  const names = [...OF_DOCUMENT, ...OF_LINE];
  const field = names.find((name, at) => unguarded(cells[columns[at]] ?? "") !== row[at]);
  if (!field) return;
  const at = names.indexOf(field);
  const product = row[names.indexOf("product")];
  const facts = { report, product, field, found: cells[columns[at]], expected: row[at] };
  find(check, "linesOther", { file: LINES, line, ...facts });
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
    let count = 0;
    for (const record of records) {
      await check.pace.rest();
      if (count < check.rows.length) compareRow(check, record, columns, check.rows[count]);
      count += 1;
    }
    if (count !== check.rows.length) find(check, "linesCount", { file: LINES });
  });
};
