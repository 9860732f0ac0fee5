// Installs the package as a stranger would get it: packed, and unpacked into a node_modules of its own.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

export const SUITE_ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * @param {string[]} [tools] packages of tests/js that the installed project may import too
 * @returns {Promise<{ dir: string, remove(): Promise<void> }>} a project folder with the package in its node_modules
 */
export async function installPackage(tools = []) {
  const built = process.env.PACKAGE_DIR ?? path.join(ROOT, "pkg");
  if (!existsSync(path.join(built, "package.json"))) throw new Error(`no package in ${path.basename(built)}/: build it with \`cargo xtask build\``);
  const dir = await mkdtemp(path.join(tmpdir(), "bigcommerce-tokens-suite-"));
  const remove = () => rm(dir, { recursive: true, force: true });
  try {
    const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", dir], { cwd: built });
    const tarball = path.join(dir, tarballName(JSON.parse(stdout)));
    const home = path.join(dir, "node_modules", "bigcommerce-tokens");
    await mkdir(home, { recursive: true });
    await run("tar", ["-xzf", tarball, "-C", home, "--strip-components=1"]);
    await writeFile(path.join(dir, "package.json"), JSON.stringify({ private: true, type: "module", dependencies: { "bigcommerce-tokens": "*" } }));
    for (const tool of tools) await link(dir, tool);
    return { dir, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** npm 11 and older print a list, npm 12 an object by package name. */
function tarballName(packed) {
  const [first] = Array.isArray(packed) ? packed : Object.values(packed);
  return first.filename;
}

async function link(dir, tool) {
  const from = path.join(SUITE_ROOT, "node_modules", tool);
  if (!existsSync(from)) throw new Error(`the test tool ${tool} is not installed: run \`npm install\` in tests/js`);
  const to = path.join(dir, "node_modules", tool);
  await mkdir(path.dirname(to), { recursive: true });
  await symlink(from, to);
}
