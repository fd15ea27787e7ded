// Asks the device for a passkey, for an answer with one, or to sign a decision. The server decides
// about all three.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const isSupported = Boolean(window.PublicKeyCredential && navigator.credentials);
for (const part of document.querySelectorAll("[data-passkey-supported]")) part.hidden = !isSupported;
for (const part of document.querySelectorAll("[data-passkey-unsupported]")) part.hidden = isSupported;

const fill = (form, values) => {
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
};

const create = async (form) => {
  const { site, challenge, user, email, person, known } = form.dataset;
  const made = await navigator.credentials.create({ publicKey: {
    rp: { id: site, name: "Countersign" },
    user: { id: bytes(user), name: email, displayName: person },
    challenge: bytes(challenge),
    // Ed25519, ECDSA on P-256, and RSA for Windows Hello.
    pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: known.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: bytes(id) })),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    attestation: "none",
    timeout: 240000,
  } });
  fill(form, {
    client_data: text(made.response.clientDataJSON),
    attestation: text(made.response.attestationObject),
  });
};

const asked = (form, at) => fetch(at, { method: "POST", body: new URLSearchParams(new FormData(form)) });

const answered = async (site, challenge, known) => {
  const used = await navigator.credentials.get({ publicKey: {
    rpId: site,
    challenge: bytes(challenge),
    allowCredentials: known.map((id) => ({ type: "public-key", id: bytes(id) })),
    userVerification: "required",
    timeout: 240000,
  } });
  return [used, {
    credential: text(used.rawId),
    client_data: text(used.response.clientDataJSON),
    authenticator_data: text(used.response.authenticatorData),
    signature: text(used.response.signature),
  }];
};

const use = async (form) => {
  const answer = await asked(form, form.dataset.challengeAt);
  const challenge = await answer.text();
  if (answer.status === 429) throw new Error(challenge);
  if (!answer.ok) throw new Error();
  const [used, values] = await answered(form.dataset.site, challenge, []);
  const { userHandle } = used.response;
  fill(form, { ...values, user: userHandle ? text(userHandle) : "" });
};

// The server says what is signed, and compares it with the reports again when the form is sent.
const sign = async (form, { sign: at, site }) => {
  const answer = await asked(form, at);
  // There is nothing to sign; or the session has ended, and the form keeps what it holds when it is sent.
  if (answer.status === 204 || answer.redirected) return;
  if (answer.status === 409) throw new Error(await answer.text());
  if (answer.status !== 200) throw new Error();
  const { challenge, statement, known } = await answer.json();
  const [, values] = await answered(site, challenge, known);
  for (const [name, value] of Object.entries({ ...values, statement })) {
    const field = form.elements[name] ?? document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    field.dataset.signed = "";
    form.append(field);
  }
};

const words = (problem, { notDone, there }) => {
  const isOurs = problem instanceof Error && !(problem instanceof DOMException) && !(problem instanceof TypeError);
  return problem.name === "InvalidStateError" ? there ?? notDone : isOurs && problem.message || notDone;
};

for (const form of isSupported ? document.querySelectorAll("form[data-passkey]") : []) {
  const error = form.querySelector("[data-passkey-error]");
  const button = form.querySelector("[data-passkey-start]");
  const start = async () => {
    button.disabled = true;
    error.hidden = true;
    try {
      await (form.dataset.passkey === "create" ? create(form) : use(form));
      form.submit();
    } catch (problem) {
      error.textContent = words(problem, form.dataset);
      error.hidden = false;
      button.disabled = false;
    }
  };
  button.addEventListener("click", start);
  // The person has just asked for it on the page before.
  if (form.dataset.passkey === "create") start();
}

for (const button of isSupported ? document.querySelectorAll("button[data-sign]") : []) {
  const form = button.form;
  const error = document.querySelector("[data-sign-error]");
  let isSigned = false;
  button.hidden = false;
  const start = async () => {
    if (button.disabled || !form.reportValidity()) return;
    button.disabled = true;
    error.hidden = true;
    try {
      await sign(form, button.dataset);
      isSigned = true;
      form.requestSubmit();
    } catch (problem) {
      error.textContent = words(problem, button.dataset);
      error.hidden = false;
      button.disabled = false;
    }
  };
  button.addEventListener("click", start);
  // Ctrl and Enter send a form as its button does.
  if ("signRequired" in button.dataset) {
    form.addEventListener("submit", (event) => {
      if (isSigned) return;
      event.preventDefault();
      // No other listener takes the form for sent.
      event.stopImmediatePropagation();
      start();
    }, true);
  }
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    [button.disabled, isSigned] = [false, false];
    for (const field of form.querySelectorAll("[data-signed]")) field.remove();
  });
}
