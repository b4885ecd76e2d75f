// What is found by words, as content/finding.py finds it: tests/test_finding.py holds both to the same cases.

const escaped = (word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
const stem = (word) => (word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : word);

/** A function that says of a text in small letters whether each of the words starts one of its words. */
export function finder(words) {
  const sought = words.toLowerCase().split(/\s+/).filter(Boolean).map((word) => new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(stem(word))}`, "u"));
  return (text) => sought.every((word) => word.test(text));
}
