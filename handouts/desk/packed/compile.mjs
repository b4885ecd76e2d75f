// node compile.mjs PYODIDE FOLDER: run the program in FOLDER once, in the Python that the page has, so that what it
// compiles lies there beforehand.
import { pathToFileURL } from "node:url";

const [, , pyodide, folder] = process.argv;
const { loadPyodide } = await import(pathToFileURL(pyodide));
const python = await loadPyodide({ stdout: () => {}, stderr: console.error });
for (const [place, root] of [["/files", folder], ["/site", `${folder}/site`]]) { // the program where the page has it
  python.FS.mkdir(place);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, place);
}
try {
  python.runPython(`
import sys
sys.path.insert(0, "/site")
from handouts.desk.compiled import compile_all
compile_all("/files")
`);
  process.exit(0);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
