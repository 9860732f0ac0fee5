/** Light and dark by the reader's own setting. A status is told by its number; its colour only repeats it. */
export const STYLE = `:root {
  color-scheme: light dark;
  --ground: #ffffff; --text: #1c2024; --quiet: #565d66; --line: #d5dae0; --soft: #f2f4f7;
  --good: #0b6b34; --bad: #a3220f; --warn: #7a4b00; --focus: #1a5fd0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171a; --text: #e8eaed; --quiet: #a8b0b9; --line: #363c43; --soft: #1e2327;
    --good: #6fd39a; --bad: #ff9c8a; --warn: #f0bf6a; --focus: #8ab4f8;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 1.5rem; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.35rem; }
code, pre, td, dd { font-family: ui-monospace, monospace; font-size: 0.875rem; }
header p { margin: 0.4rem 0; color: var(--quiet); }
button { margin-inline-start: 0.75rem; padding: 0.25rem 0.75rem; font: inherit; color: var(--text); background: var(--soft); border: 1px solid var(--line); border-radius: 0.375rem; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
#scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
caption { padding-block: 0.5rem; text-align: start; font-weight: 600; }
th, td { padding: 0.4rem 0.75rem 0.4rem 0; text-align: start; vertical-align: top; border-top: 1px solid var(--line); }
th { color: var(--quiet); font-weight: 600; }
summary { cursor: pointer; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0.5rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
pre { margin: 0.5rem 0; padding: 0.5rem; overflow-x: auto; background: var(--soft); border-radius: 0.375rem; white-space: pre-wrap; }
.good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); }
.good, .warn, .bad { font-weight: 600; }
`;
