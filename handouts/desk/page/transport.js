// How the page asks: one function. This one asks the server that the page came from; another may ask a worker.

/** What the desk says to a question; rejects with an Error whose `kind` is "gone" (nobody answers) or "closed". */
export async function ask(name, asked = {}) {
  let response;
  try {
    response = await fetch(`/api/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(asked),
      cache: "no-store",
    });
  } catch {
    throw Object.assign(new Error("nobody answers"), { kind: "gone" });
  }
  if (response.status === 403) throw Object.assign(new Error("closed"), { kind: "closed" });
  try {
    return await response.json();
  } catch {
    throw Object.assign(new Error("no answer"), { kind: "gone" });
  }
}
