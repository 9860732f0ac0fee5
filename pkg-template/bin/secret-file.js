/** Files that hold a secret: written beside their place for the owner alone, then moved there, so that no one reads half of one. */
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, closeSync, fsyncSync, fstatSync, fchmodSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CliError, fileError } from "./failure.js";

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;
const NO_WINDOWS_MODES = process.platform !== "win32";

/** Follows symbolic links, so that a link stays one. @param {string} file */
function resolveFile(file) {
  try {
    return realpathSync(file);
  } catch (error) {
    if (Object(error).code === "ENOENT") return path.resolve(file);
    throw fileError("cannot use the file that was named", error);
  }
}

/** @param {string} file @returns {import("node:fs").Stats | undefined} */
function statOf(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) throw new CliError("file", "the file that was named is a folder, a device or a pipe");
  return stats;
}

/**
 * @typedef {object} PreparedFile
 * @property {boolean} exists
 * @property {boolean} open to others than the owner
 * @property {() => string} read the present text, as Latin-1; empty where there is none
 * @property {(text: string) => void} write all or nothing
 * @property {() => void} discard
 */

/**
 * Makes sure that the file can be written before there is anything to write: a token that was made and cannot be kept is lost.
 *
 * @param {string} named
 * @param {{ keepMode: boolean }} how whether a file that exists keeps its permissions
 * @returns {PreparedFile}
 */
export function prepareFile(named, { keepMode }) {
  const file = resolveFile(named);
  const present = statOf(file);
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString("hex")}.tmp`);
  /** @type {number | undefined} */
  let descriptor;
  try {
    descriptor = openSync(beside, "wx", OWNER_ONLY);
  } catch (error) {
    throw fileError("cannot write into the folder of the file that was named", error);
  }
  const discard = () => {
    if (descriptor === undefined) return;
    closeSync(descriptor);
    descriptor = undefined;
    rmSync(beside, { force: true });
  };
  const exit = () => discard();
  process.once("exit", exit);
  return {
    exists: present !== undefined,
    open: NO_WINDOWS_MODES && keepMode && present !== undefined && (present.mode & OTHERS) !== 0,
    read() {
      try {
        return readFileSync(file, "latin1");
      } catch (error) {
        if (Object(error).code === "ENOENT") return "";
        discard();
        throw fileError("cannot read the file that was named", error);
      }
    },
    write(text) {
      if (descriptor === undefined) throw new TypeError("written twice");
      try {
        writeFileSync(descriptor, text, "latin1");
        fsyncSync(descriptor);
        if (present !== undefined && keepMode) keepOwner(beside, present);
        renameSync(beside, file);
        closeSync(descriptor);
        descriptor = undefined;
      } catch (error) {
        throw fileError("cannot write the file that was named", error);
      } finally {
        discard();
        process.off("exit", exit);
      }
    },
    discard,
  };
}

/**
 * Writes a secret that would be lost otherwise into a new file for the owner alone: beside the one that was named, else in the system's
 * folder for what is temporary.
 *
 * @param {string} named
 * @param {string} text
 * @returns {string | undefined} its path; none where no folder takes it
 */
export function keepElsewhere(named, text) {
  for (const folder of [path.dirname(named), tmpdir()]) {
    const file = path.join(folder, `${path.basename(named)}.${randomBytes(6).toString("hex")}.kept`);
    if (writeNew(file, text)) return file;
  }
  return undefined;
}

/** @param {string} file @param {string} text @returns {boolean} whether all of it is there */
function writeNew(file, text) {
  /** @type {number | undefined} */
  let descriptor;
  try {
    descriptor = openSync(file, "wx", OWNER_ONLY);
    writeFileSync(descriptor, text, "latin1");
    fsyncSync(descriptor);
    closeSync(descriptor);
    return true;
  } catch {
    // Of a file that this did not make, nothing is known.
    if (descriptor !== undefined) rmSync(file, { force: true });
    return false;
  }
}

/** @param {string} file @param {import("node:fs").Stats} present */
function keepOwner(file, present) {
  // As root, say: the file would change hands.
  if (process.getuid !== undefined && present.uid !== process.getuid()) chownSync(file, present.uid, present.gid);
  chmodSync(file, present.mode & 0o7777);
}

/**
 * A shell makes the file of `> token.txt` readable for everybody, before this program runs. Others are shut out before the secret
 * is written.
 *
 * @param {number} descriptor
 * @returns {boolean} whether anything was changed
 */
export function closeToOthers(descriptor) {
  const stats = fstatSync(descriptor);
  if (!NO_WINDOWS_MODES || !stats.isFile() || (stats.mode & OTHERS) === 0) return false;
  try {
    fchmodSync(descriptor, OWNER_ONLY);
  } catch (error) {
    throw fileError("standard output is a file that others may read, and that cannot be changed", error);
  }
  return true;
}
