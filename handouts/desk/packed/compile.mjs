// node compile.mjs PYODIDE FOLDER: run the program in FOLDER once, in the Python that the page has, so that what it
// compiles lies there beforehand.
import { pathToFileURL } from "node:url";

const [, , pyodide, folder] = process.argv;
const { loadPyodide } = await import(pathToFileURL(pyodide));
const python = await loadPyodide({ stdout: () => {}, stderr: console.error });
python.FS.mkdir("/files");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/files");
try {
  python.runPython(`
import sys
sys.path.insert(0, "/files/site")
from handouts.desk.compiled import compile_all
compile_all("/files")
`);
  process.exit(0);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
