// The dispatches of a pack, and the documents that they sent.

const DISPATCH = utf8("countersign/dispatch/1");

const isDispatch = (it) =>
  Number.isSafeInteger(it?.number) && Number.isSafeInteger(it.distributor_id)
  && isText(it.distributor) && isText(it.heading) && isHash(it.hash)
  && Array.isArray(it.documents) && it.documents.every(isHash);

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
  const inLog = proveLeaf(check, leaf, value, place);
  if (inLog) check.counts.dispatches += 1;
  // Without a checkpoint, nothing has a proof.
  if (inLog === null && check.checkpoint) {
    check.unchecked.push({ code: "newerDispatch", facts: { dispatch } });
  }
};

const checkDispatches = async (check) => {
  for (const it of await readLines(check, DISPATCHES)) {
    await check.pace.rest();
    checkDispatch(check, it);
  }
};

const SENDING = ["report.dispatch", "report.dispatch-amendment"];

// Whether an entry of the history sends a document, and the document ends with that entry.
const isOfHistory = (sending, version, document) =>
  sending.has(version) && document?.version === version
    && document.history_head === sending.get(version);

// The documents of a report that were sent.
const checkSent = async (check, report, text) => {
  const file = report.file("sent.jsonl");
  const entries = report.entries.filter((it) => SENDING.includes(it.verb));
  const sending = new Map(entries.map((it) => [it.version, it.hash]));
  for (const { line, value } of jsonLines(check, file, text)) {
    await check.pace.rest();
    const { distributor, number, place, version, document } = value;
    const dispatch = `${asText(distributor)}-${asText(number)}`;
    const facts = { file, line, report, version, dispatch };
    const sent = isText(document) ? document : "";
    const hash = isCount(place) ? check.dispatches.get(dispatch)?.[place - 1] : undefined;
    if (hash !== hex(sha256(utf8(sent)))) find(check, "sentOther", facts);
    const parsed = parseOr(check, sent, facts);
    if (parsed !== undefined && !isOfHistory(sending, version, parsed)) {
      find(check, "sentUnknown", facts);
    }
  }
};
