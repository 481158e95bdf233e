// Asks the browser for a passkey, or for a new one, and sends what it answers. The page works by forms; this alone cannot.
const token = document.querySelector('meta[name="csrf"]').content;

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST", redirect: "error",
    headers: { "Content-Type": "application/json", "X-CSRF": token },
    body: JSON.stringify(body ?? {}),
  });
  if (answer.ok) return answer.json();
  const problem = answer.headers.get("Content-Type")?.startsWith("application/json") ? (await answer.json()).problem : null;
  if (answer.headers.get("Hermetic-Door") === "StepUp")
    location.assign(`/console/step-up?to=${encodeURIComponent(location.pathname)}`);
  throw new Error(problem ?? (answer.status === 429
    ? "Too many tries from this network. Wait a minute and try again."
    : "The service did not accept that. Reload the page and try again."));
}

async function ceremony(form, signal) {
  const { kind, path, to } = form.dataset;
  const options = await post(`${path}/challenge`);
  const credential = kind === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options), signal })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), signal });
  const fields = Object.fromEntries(new FormData(form));
  const { to: next } = await post(path, { credential: credential.toJSON(), label: fields.label, name: fields.name });
  location.assign(to || next);
}

function explain(failure) {
  if (failure.name === "NotAllowedError")
    return "No passkey was given: it was cancelled, took too long, or this device has none for this address.";
  if (failure.name === "InvalidStateError") return "This device has a passkey of yours already. Use another one.";
  return failure.message;
}

for (const form of document.querySelectorAll("form[data-kind]")) {
  const [button, problem] = [form.querySelector("button"), form.querySelector("[role=alert]")];
  button.disabled = false;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    button.disabled = true;
    problem.textContent = "";
    try {
      await ceremony(form);
    } catch (failure) {
      problem.textContent = explain(failure);
      button.disabled = false;
      button.focus();
    }
  });
}
