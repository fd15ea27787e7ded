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

// Joins the cells of a row: many rows are kept, and one text takes less memory than its cells.
const BETWEEN = "\0";
const keepRow = (check, report, row) => {
  check.rows.set(rowKey(row), { report, row: row.join(BETWEEN) });
};

// The cells that a document gives for each of its lines.
const rowsOf = (document) => {
  const cellsOf = (names, of) => names.map((name) => unguarded(cellText(name, of?.[name])));
  const before = cellsOf(COLUMNS_OF_LINES.slice(0, OF_LINE), document);
  const after = cellsOf(COLUMNS_OF_LINES.slice(AFTER_LINE), document);
  const ofLine = COLUMNS_OF_LINES.slice(OF_LINE, AFTER_LINE);
  return document.lines.map((line) => [...before, ...cellsOf(ofLine, line), ...after]);
};

// The longest record: one that does not end would be read again with every piece.
const RECORD_MAX = 2 ** 20;

// Takes a CSV text in pieces, and gives its records with the line on which each begins.
class CsvRecords {
  #rest = "";
  #line = 1;

  *take(text) {
    this.#rest += text;
    let at = 0;
    for (let record = this.#recordAt(at); record; record = this.#recordAt(at)) {
      yield { cells: record.cells, line: this.#line };
      at = record.end;
      this.#line += record.lines;
    }
    this.#rest = this.#rest.slice(at);
    if (this.#rest.length > RECORD_MAX) throw this.#wrong();
  }

  end() {
    if (this.#rest !== "") throw this.#wrong();
  }

  // The record that begins here; `null` if its end has not come yet.
  #recordAt(from) {
    const text = this.#rest;
    const cell = /"([^"]*(?:""[^"]*)*)"|([^",\r\n]*)/y;
    let [at, lines] = [from, 1];
    const cells = [];
    while (at < text.length) {
      cell.lastIndex = at;
      const [whole, quoted, plain] = cell.exec(text);
      if (whole === "" && text[at] === '"') return null;
      cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
      lines += (quoted ?? "").split("\n").length - 1;
      at += whole.length;
      if (text.startsWith("\r\n", at)) return { cells, lines, end: at + 2 };
      const isCut = at === text.length || (text[at] === "\r" && at + 1 === text.length);
      if (isCut) return null;
      if (text[at] !== ",") throw this.#wrong();
      at += 1;
    }
    return null;
  }

  #wrong() {
    return new Fault("csvWrong", { file: LINES, line: this.#line });
  }
}

const compareRow = (check, cells, line) => {
  const row = cells.map(unguarded);
  const key = rowKey(row);
  const expected = check.rows.get(key);
  check.rows.delete(key);
  if (!expected) {
    find(check, "linesUnknown", { file: LINES, line });
    return;
  }
  const own = expected.row.split(BETWEEN);
  const at = row.findIndex((cell, place) => cell !== own[place]);
  if (at < 0) return;
  const facts = { report: expected.report, product: row[OF_LINE], field: COLUMNS_OF_LINES[at] };
  find(check, "linesOther", { ...facts, found: row[at], expected: own[at], file: LINES, line });
};

const takeRecord = (check, { cells, line }) => {
  const expected = COLUMNS_OF_LINES.length;
  const isHeading = line === 1;
  if (isHeading && cells.join("\n") !== COLUMNS_OF_LINES.join("\n")) {
    throw new Fault("linesHeading", { file: LINES, line });
  }
  const facts = { file: LINES, line, found: cells.length, expected };
  if (cells.length !== expected) find(check, "linesCells", facts);
  else if (!isHeading) compareRow(check, cells, line);
};

// Check 10, apart from the rules.
const checkLines = (check) => orFinding(check, async () => {
  if (!check.zip.files.has(LINES)) return;
  const records = new CsvRecords();
  const decoder = newDecoder();
  await readFile(check, LINES, (piece) => {
    const text = decoded(decoder, piece, LINES, true);
    for (const it of records.take(text)) takeRecord(check, it);
  });
  records.end();
  for (const { report, row } of check.rows.values()) {
    find(check, "linesMissing", { file: LINES, report, product: row.split(BETWEEN)[OF_LINE] });
  }
});
