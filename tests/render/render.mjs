// Reads a JSON list of {name, latex} on stdin, renders each with KaTeX in strict mode, and writes a JSON list of the failures.
import katex from "katex";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const formulas = JSON.parse(Buffer.concat(chunks).toString("utf8"));
const failures = [];
for (const { name, latex } of formulas) {
  try {
    katex.renderToString(latex, { displayMode: true, throwOnError: true, strict: "error", trust: false });
  } catch (error) {
    failures.push({ name, latex, message: error.message });
  }
}
process.stdout.write(JSON.stringify(failures));
