// The text of a .env file: what is read from it, and what one change leaves as it was.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import util from "node:util";
import { makeStage } from "./support/stage.mjs";

let scanEnv;
let setVariable;
before(async () => ({ scanEnv, setVariable } = await (await makeStage()).module("env-file.js")));

/** text -> [name, value, line] */
const READ = [
  ["", []],
  ["A=1", [["A", "1", 1]]],
  ["A=1\nB=2\n", [["A", "1", 1], ["B", "2", 2]]],
  ["A=1\r\nB=2\r\n", [["A", "1", 1], ["B", "2", 2]]],
  ["\n\n  A = 1  \n", [["A", "1", 3]]],
  ["A=", [["A", "", 1]]],
  ["A=\nB=2", [["A", "", 1], ["B", "2", 2]]],
  ["# A=1\nB=2", [["B", "2", 2]]],
  ["  # A=1\nB=2", [["B", "2", 2]]],
  ["A=1 # a comment", [["A", "1", 1]]],
  ["A=1#2", [["A", "1", 1]]],
  ['A="1 # 2" # 3', [["A", "1 # 2", 1]]],
  ["A='1 # 2'", [["A", "1 # 2", 1]]],
  ["A=`it's \"so\"`", [["A", "it's \"so\"", 1]]],
  ['A="one\ntwo"\nB=3', [["A", "one\ntwo", 1], ["B", "3", 3]]],
  ["A='one\r\ntwo'\r\nB=3", [["A", "one\ntwo", 1], ["B", "3", 3]]],
  ['A="one\\ntwo"', [["A", "one\ntwo", 1]]],
  ["A='one\\ntwo'", [["A", "one\\ntwo", 1]]],
  ['A="open\nB=2', [["A", '"open', 1], ["B", "2", 2]]],
  ["export A=1\n export B=2", [["A", "1", 1], ["B", "2", 2]]],
  ["exported=1", [["exported", "1", 1]]],
  ["A=1\nA=2", [["A", "1", 1], ["A", "2", 2]]],
  ["no entry\nA=1", [["A", "1", 2]]],
  ["A=b=c==", [["A", "b=c==", 1]]],
  ["\ufeffA=1", [["A", "1", 1]]],
  ["\u00ef\u00bb\u00bfA=1", [["A", "1", 1]]],
];

test("every variable is found with its value and its line", () => {
  for (const [text, expected] of READ) {
    assert.deepEqual(scanEnv(text).map(({ name, value, line }) => [name, value, line]), expected, JSON.stringify(text));
  }
});

test("values are those that Node reads", () => {
  for (const [text] of READ) {
    // Node takes a byte order mark, and a line without a sign, for a part of the next name.
    if (/^[\ufeff\u00ef]|no entry/.test(text)) continue;
    assert.deepEqual(Object.fromEntries(scanEnv(text).map(({ name, value }) => [name, value])), { ...util.parseEnv(text) }, JSON.stringify(text));
  }
});

/** before, after, line, replaced; the variable is A and its value "new" */
const CHANGED = [
  ["", "A=new\n", 1, false],
  ["B=2", "B=2\nA=new\n", 2, false],
  ["B=2\n", "B=2\nA=new\n", 2, false],
  ["B=2\r\n", "B=2\r\nA=new\r\n", 2, false],
  ["B=2\r\nC=3", "B=2\r\nC=3\r\nA=new\r\n", 3, false],
  ["A=old", "A=new", 1, true],
  ["A=", "A=new", 1, true],
  ["A=\nB=2\n", "A=new\nB=2\n", 1, true],
  ["B=2\nA=old\nC=3\n", "B=2\nA=new\nC=3\n", 2, true],
  ["B=2\r\nA=old\r\nC=3\r\n", "B=2\r\nA=new\r\nC=3\r\n", 2, true],
  ["  export A = old   # why\n", "  export A = new   # why\n", 1, true],
  ['A="old" # why', 'A="new" # why', 1, true],
  ["A='old'", "A='new'", 1, true],
  ["A=`old`", "A=`new`", 1, true],
  ['A="two\nlines"\nB=2', 'A="new"\nB=2', 1, true],
  ["#A=old\n", "#A=old\nA=new\n", 2, false],
  ["AA=1\nA_A=2\nBA=3\n", "AA=1\nA_A=2\nBA=3\nA=new\n", 4, false],
  ["B='A=old'\n", "B='A=old'\nA=new\n", 2, false],
  ['B="\nA=old\n"\n', 'B="\nA=old\n"\nA=new\n', 4, false],
  ["A=1\nB=2\nA=3\n", "A=1\nB=2\nA=new\n", 3, true],
  ["\ufeffA=old\n", "\ufeffA=new\n", 1, true],
];

test("one value changes, and every other byte stays", () => {
  for (const [text, expected, line, replaced] of CHANGED) {
    const changed = setVariable(text, "A", "new");
    assert.deepEqual([changed.text, changed.line, changed.replaced], [expected, line, replaced], JSON.stringify(text));
    assert.deepEqual(setVariable(changed.text, "A", "new").text, changed.text, "a second time changes something");
  }
});

test("a value is quoted where it needs to be, and reads back as it is", () => {
  for (const value of ["it's\\nno break", "plain-1.2_3", "with space", "a#b", "it's", 'say "x"', "`tick`", "$HOME", "tail\\"]) {
    for (const text of ["", "A=old", 'A="old"', "A='old'", "A=`old`"]) {
      const changed = setVariable(text, "A", value).text;
      assert.equal(util.parseEnv(changed).A, value, `${text} ${value}`);
    }
  }
  for (const value of ["two\nlines", "it's \"`"]) assert.throws(() => setVariable("", "A", value), { code: "usage" });
  for (const name of ["", "1A", "A B", "A=B", "A-B", "A\n"]) assert.throws(() => setVariable("", name, "x"), { code: "usage" });
});
