// The whole check of a pack, in the order of docs/evidence.md.

const checkPack = async (blob, pace, progress) => {
  const zip = await openZip(blob);
  const check = newCheck(zip, pace, progress);
  await readManifest(check);
  const folders = groupFiles(check);
  await readCheckpoint(check);
  await readKeys(check);
  await checkSignature(check);
  await checkWitnesses(check);
  await checkStamps(check);
  await checkDispatches(check);
  await readSigning(check);
  for (const folder of folders) await checkReport(check, folder);
  await checkLines(check);
  const read = [CHECKPOINT, KEYS, DISPATCHES, LINES];
  const rest = [...TOP_FILES, SUMMARY].filter((it) => !read.includes(it));
  for (const name of rest) await skim(check, name);
  checkTotals(check);
  check.files = check.listed.size;
  for (const part of OF_READING) delete check[part];
  delete check.manifest.files;
  return check;
};

// What only the reading of a pack needs: with many files, it takes more memory than the result.
const OF_READING = ["zip", "listed", "rows", "positions", "ids", "dispatches", "unread"];

// Of a pack with the checkpoint of another log, this says more than a finding for each record.
const joinUnproven = (check) => {
  const count = check.codes.get("notInLog") ?? 0;
  if (check.counts.proven > 0 || count < 2) return;
  check.findings = check.findings.filter((it) => it.code !== "notInLog");
  check.codes.delete("notInLog");
  check.found -= count;
  find(check, "noneInLog", { count, file: CHECKPOINT });
};

const checkTotals = (check) => {
  joinUnproven(check);
  const { reports, entries } = check.manifest;
  const isSame = reports === check.reports.length && entries === check.counts.entries;
  if (!isSame) find(check, "countsOther", { file: MANIFEST });
  if (check.counts.drafts > 0) {
    check.unchecked.push({ code: "drafts", facts: { count: check.counts.drafts } });
  }
  const instants = check.reports.flatMap((it) => it.entries.map((entry) => entry.at)).sort();
  check.since = instants[0] ?? null;
  check.until = instants.at(-1) ?? null;
};
