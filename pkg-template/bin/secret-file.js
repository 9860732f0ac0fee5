/** Files that hold a secret: written beside their place for the owner alone, then moved there, so that no one reads half of one. */
import { randomBytes } from "node:crypto";
import { closeSync, fchmodSync, fchownSync, fstatSync, fsyncSync, linkSync, openSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CliError, fileError } from "./failure.js";

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;
const NO_WINDOWS_MODES = process.platform !== "win32";

/** Follows symbolic links, so that a link stays one. @param {string} file @returns {string} */
function resolveFile(file) {
  try {
    return realpathSync(file);
  } catch (error) {
    if (Object(error).code !== "ENOENT") throw fileError("cannot use the file that was named", error);
    const target = linkTarget(file);
    return target === undefined ? path.resolve(file) : resolveFile(target);
  }
}

/** Where a link points that leads to nothing yet. @param {string} file @returns {string | undefined} */
function linkTarget(file) {
  try {
    return path.resolve(realpathSync(path.dirname(file)), readlinkSync(file));
  } catch {
    return undefined;
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
 * @param {{ keepMode?: boolean, replace?: boolean }} how whether a file that exists keeps its owner and permissions, and whether one is
 *   replaced that appears meanwhile
 * @returns {PreparedFile}
 */
export function prepareFile(named, { keepMode = false, replace = true }) {
  const file = resolveFile(named);
  const present = statOf(file);
  // What ignores `.env*` ignores this too.
  const beside = path.join(path.dirname(file), `${path.basename(file)}.${randomBytes(6).toString("hex")}.tmp`);
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
  if (present !== undefined && keepMode) {
    try {
      keepOwner(descriptor, present);
    } catch (error) {
      discard();
      throw fileError("the file that was named belongs to others, who would lose it", error);
    }
  }
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
        if (replace) renameSync(beside, file);
        else moveToNew(beside, file);
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

/** As root, say, or in another group: the file would change hands. @param {number} descriptor @param {import("node:fs").Stats} present */
function keepOwner(descriptor, present) {
  const made = fstatSync(descriptor);
  if (made.uid !== present.uid || made.gid !== present.gid) fchownSync(descriptor, present.uid, present.gid);
  fchmodSync(descriptor, present.mode & 0o7777);
}

/** A rename would replace what has appeared there meanwhile. @param {string} from @param {string} to */
function moveToNew(from, to) {
  try {
    linkSync(from, to);
  } catch (error) {
    // Not every file system has links.
    if (Object(error).code === "EEXIST" || statSync(to, { throwIfNoEntry: false }) !== undefined) throw error;
    return renameSync(from, to);
  }
  rmSync(from);
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

/** Whether what is written there is gone; Node opens `/dev/null` where a shell closed standard output. @param {number} descriptor */
export function leadsNowhere(descriptor) {
  const nowhere = NO_WINDOWS_MODES ? statSync("/dev/null", { throwIfNoEntry: false }) : undefined;
  const stats = fstatSync(descriptor);
  return nowhere !== undefined && stats.isCharacterDevice() && stats.rdev === nowhere.rdev;
}
