// The page itself: files come in, the check runs, and its result is shown in the chosen language.

const byId = (id) => document.getElementById(id);
const PROGRESS_MS = 80;

const shown = { pack: null, keptFiles: [], check: null, fault: null, kept: [], known: null };
let running = null;

const showTexts = () => {
  document.documentElement.lang = state.language;
  document.title = `Countersign: ${sayText("title")}`;
  for (const place of document.querySelectorAll("[data-text]")) {
    place.replaceChildren(say(place.dataset.text));
  }
  byId("pack-name").textContent = shown.pack?.name ?? "";
  byId("kept-name").textContent = shown.keptFiles.map((it) => it.name).join(", ");
};

const showResult = () => {
  // Whatever happens below, nothing of an earlier pack may stay.
  byId("result").replaceChildren();
  byId("status").textContent = "";
  byId("result").hidden = !shown.check && !shown.fault;
  if (byId("result").hidden) return;
  byId("result").replaceChildren(...nodesOrFault());
  byId("status").textContent = byId("verdict").querySelector("h2").textContent;
};

// The result, or that it cannot be shown.
const nodesOrFault = () => {
  try {
    return resultNodes(shown);
  } catch (error) {
    Object.assign(shown, { check: null, fault: asFault(error, shown.pack), kept: [] });
    return resultNodes(shown);
  }
};

// A file that was kept is a message, or an earlier pack.
const compareFile = async (check, file, pace, progress) => {
  if (!isZip(file)) return compareKept(check, await findKept(file));
  return compareEarlier(check, await checkPack(file, pace, progress), file.name);
};

const compareAll = async (pace, progress) => {
  const { check } = shown;
  const kept = [];
  for (const file of shown.keptFiles) {
    try {
      kept.push(...await compareFile(check, file, pace, progress));
    } catch (fault) {
      const { code, facts } = asFault(fault, file);
      kept.push({ state: "open", code, facts: { kept: file.name, ...facts } });
    }
  }
  // Another pack may have been chosen meanwhile.
  if (shown.check === check) shown.kept = kept;
};

const showProgress = () => {
  let last = 0;
  return (share, file) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    byId("bar").value = share;
    const percent = formatter(Intl.NumberFormat, { style: "percent" }).format(share);
    byId("progress-text").replaceChildren(say("checking", { percent, file }));
  };
};

const asFault = (error, file) => {
  if (!(error instanceof Fault)) return new Fault("unexpected", { error: String(error) });
  return new Fault(error.code, { file: file.name, ...error.facts });
};

// Does work that can be cancelled, and shows its progress. It cancels the work in progress.
const withProgress = async (file, work) => {
  running?.abort();
  const mine = new AbortController();
  running = mine;
  const progress = showProgress();
  progress(0, file.name);
  byId("progress").hidden = false;
  const pace = new Pace(mine.signal);
  try {
    await work(pace, progress);
  } catch (error) {
    if (running === mine) Object.assign(shown, { check: null, fault: asFault(error, file) });
  } finally {
    pace.end();
  }
  if (running !== mine) return;
  running = null;
  byId("progress").hidden = true;
  showResult();
  byId("verdict")?.querySelector("h2").focus();
};

const run = async (file) => {
  Object.assign(shown, { pack: file, check: null, fault: null, kept: [] });
  showTexts();
  showResult();
  await withProgress(file, async (pace, progress) => {
    const check = await checkPack(file, pace, progress);
    if (shown.pack !== file) return;
    shown.check = check;
    await compareAll(pace, progress);
  });
};

const keep = async (files) => {
  shown.keptFiles = files;
  showTexts();
  if (files.length > 0 && shown.check) await withProgress(files[0], compareAll);
};

const isZip = (file) => /\.zip$/i.test(file.name);

const takeDropped = (zone, files) => {
  const packs = zone === "drop-pack" ? files : files.filter((it) => !zone && isZip(it));
  const kept = files.filter((it) => !packs.includes(it));
  if (packs.length > 0) run(packs[0]);
  if (kept.length > 0) keep(kept);
};

// Without this, the browser would leave the page for a file that misses its field.
const listenForDrops = () => {
  const zoneOf = (event) => event.target.closest?.(".drop");
  const mark = (zone) => {
    for (const it of document.querySelectorAll(".drop")) it.classList.toggle("over", it === zone);
  };
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(zoneOf(event));
  });
  document.addEventListener("dragleave", () => mark(null));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(null);
    takeDropped(zoneOf(event)?.id, [...event.dataTransfer.files]);
  });
};

const listen = () => {
  byId("pack").addEventListener("change", ({ target }) => {
    const [file] = target.files;
    // So that the same file can be chosen again, after it was downloaded again.
    target.value = "";
    if (file) run(file);
  });
  byId("kept").addEventListener("change", ({ target }) => {
    const files = [...target.files];
    target.value = "";
    keep(files);
  });
  byId("cancel").addEventListener("click", () => running?.abort());
  byId("known").addEventListener("input", ({ target }) => {
    shown.known = parseKey(target.value);
    const isWrong = target.value.trim() !== "" && !shown.known;
    target.setAttribute("aria-invalid", String(isWrong));
    byId("known-wrong").textContent = isWrong ? sayText("knownWrong") : "";
    showResult();
  });
  byId("language").addEventListener("change", ({ target }) => {
    state.language = target.value;
    showTexts();
    showResult();
  });
  listenForDrops();
};

const start = async () => {
  state.language = chooseLanguage();
  for (const [code, { name }] of Object.entries(texts)) {
    byId("language").append(element("option", { value: code, lang: code }, name));
  }
  byId("language").value = state.language;
  showTexts();
  listen();
  const agree = await hashesAgree();
  const unable = agree === false ? "hashesDiffer" : await knowsEd25519() ? null : "noEd25519";
  if (unable) {
    byId("unable").dataset.text = unable;
    byId("unable").hidden = false;
  }
  byId("pack").disabled = agree === false;
  showTexts();
};
start();
