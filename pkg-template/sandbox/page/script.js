/**
 * What runs in the page: it listens and fills the table. All text is set as text, so that nothing that was sent here is read as markup.
 * A row is found again by its number, because its status comes later than the request.
 */
export const SCRIPT = `const MOST_ROWS = 500;
const at = (id) => document.getElementById(id);
const [state, empty, scroll, rows] = ["state", "empty", "scroll", "rows"].map(at);
const known = new Map();

function make(name, text, className) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

function tell(words) {
  const count = known.size;
  state.textContent = words + ", " + count + (count === 1 ? " request" : " requests");
  empty.hidden = count > 0;
  scroll.hidden = count === 0;
}

function clear() {
  known.clear();
  rows.replaceChildren();
  tell("Connected");
}

const classOf = (status) => (status === null ? "" : status < 300 ? "good" : status < 500 ? "warn" : "bad");

function detailsOf({ path, headers, body }) {
  const details = make("details");
  const list = make("dl");
  for (const [name, value] of Object.entries(headers)) list.append(make("dt", name), make("dd", value));
  details.append(make("summary", path), list);
  if (body !== null) details.append(make("pre", body));
  return details;
}

function rowOf(request) {
  const row = make("tr");
  const path = make("td");
  path.append(detailsOf(request));
  const time = make("td");
  const stamp = make("time", new Date(request.at).toLocaleTimeString());
  stamp.dateTime = new Date(request.at).toISOString();
  time.append(stamp);
  row.append(time, make("td"), make("td", request.method), path);
  return row;
}

function show(request) {
  let row = known.get(request.number);
  if (!row) {
    row = rowOf(request);
    known.set(request.number, row);
    rows.prepend(row);
    if (known.size > MOST_ROWS) {
      const [oldest, last] = known.entries().next().value;
      known.delete(oldest);
      last.remove();
    }
  }
  const status = row.children[1];
  status.textContent = request.status === null ? "no answer yet" : String(request.status);
  status.className = classOf(request.status);
  tell("Connected");
}

at("clear").addEventListener("click", clear);
const events = new EventSource("/sandbox/events");
events.addEventListener("hello", clear);
events.addEventListener("request", (event) => show(JSON.parse(event.data)));
events.addEventListener("error", () => tell("Connection lost, trying again"));
`;
