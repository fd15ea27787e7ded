// The dispatches of a pack, and the documents that they sent.

const DISPATCH = utf8("countersign/dispatch/1");

const isDispatch = (it) =>
  Number.isSafeInteger(it?.number) && Number.isSafeInteger(it.distributor_id)
  && isText(it.distributor) && isText(it.heading) && SHA256.test(it.hash)
  && Array.isArray(it.documents) && it.documents.every((hash) => SHA256.test(hash));

// Check 9: heading, documents and place in the log.
const checkDispatch = (check, { file, line, value }) => {
  if (!isDispatch(value)) {
    find(check, "dispatchUnreadable", { file, line });
    return;
  }
  const { distributor, number, heading, documents, hash } = value;
  const dispatch = `${distributor}-${number}`;
  const place = { file, line, dispatch };
  const found = sha256Of([DISPATCH, sha256(utf8(heading)), ...documents.map(fromHex)]);
  const headed = parseOr(check, heading, place);
  const isOwn = headed?.distributor === distributor && headed.number === number;
  if (hex(found) !== hash || !isOwn) find(check, "dispatchChanged", place);
  check.dispatches.set(dispatch, documents);
  const leaf = { kind: "dispatch", record: String(value.distributor_id), number, content: hash };
  if (proveLeaf(check, leaf, value, place) === null) check.counts.newer += 1;
  check.counts.dispatches += 1;
};

const checkDispatches = async (check) => {
  const text = await readText(check, DISPATCHES);
  if (text === null) return;
  for (const it of jsonLines(check, DISPATCHES, text)) {
    await check.pace.rest();
    checkDispatch(check, it);
  }
};

const SENDING = ["report.dispatch", "report.dispatch-amendment"];

// Whether an entry of the history sends a document, and the document ends with that entry.
const isOfHistory = (report, version, document) => {
  const entry = report.entries.find((it) => it.version === version);
  return SENDING.includes(entry?.verb) && document?.version === version
    && document.history_head === entry.hash;
};

// The documents of a report that were sent.
const checkSent = (check, report, text) => {
  const file = report.file("sent.jsonl");
  for (const { line, value } of jsonLines(check, file, text)) {
    const { distributor, number, place, version, document } = value;
    const facts = { file, line, report, version, dispatch: `${distributor}-${number}` };
    const sent = isText(document) ? document : "";
    const hash = check.dispatches.get(facts.dispatch)?.[place - 1];
    if (hash !== hex(sha256(utf8(sent)))) find(check, "sentOther", facts);
    const parsed = parseOr(check, sent, facts);
    if (parsed !== undefined && !isOfHistory(report, version, parsed)) {
      find(check, "sentUnknown", facts);
    }
  }
};
