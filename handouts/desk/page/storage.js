// What this browser keeps for the next visit: the clinic's own files, never a patient's. A browser that keeps nothing is
// done without.

const NAME = "handouts-desk";

function within(mode, act) {
  return new Promise((done) => {
    let opening;
    try { opening = indexedDB.open(NAME, 1); } catch { done(null); return; }
    opening.onupgradeneeded = () => opening.result.createObjectStore("clinic");
    opening.onerror = () => done(null);
    opening.onsuccess = () => {
      const change = opening.result.transaction("clinic", mode);
      const asked = act(change.objectStore("clinic"));
      change.oncomplete = () => { opening.result.close(); done(asked.result ?? null); };
      change.onabort = () => { opening.result.close(); done(null); };
    };
  });
}

/** The clinic's files as [name, bytes] pairs; null where none are kept. */
export const keptFiles = () => within("readonly", (store) => store.get("files"));
export const keepFiles = (files) => within("readwrite", (store) => store.put(files, "files"));
export const forgetFiles = () => within("readwrite", (store) => store.delete("files"));
