// The places of a browser where code runs, each with a way to run one script there.
//
// `start(page, script, server)` gets the address of the script; the script itself reports to the server, except in a
// worklet, which has no fetch: there the page passes the report on.

const blank = (server) => server.serve("<!doctype html><title>blank</title>", "text/html");
const document = (server, script, headers) => server.serve(`<!doctype html><script src="${script}"></script>`, "text/html", { headers });
const noWebAssembly = { "content-security-policy": "script-src 'self'" };

const frame = (attributes) => async (page, script, server) => {
  await page.goto(blank(server));
  await page.evaluate(
    ([src, sandbox]) => {
      const iframe = document.createElement("iframe");
      if (sandbox !== null) iframe.sandbox = sandbox;
      iframe.src = src;
      document.body.append(iframe);
    },
    [document(server, script), attributes],
  );
};

const worker = (make) => async (page, script, server) => {
  await page.goto(blank(server));
  await page.evaluate(make, script);
};

export const places = [
  { name: "page", start: (page, script, server) => page.goto(document(server, script)) },
  { name: "page that forbids WebAssembly", start: (page, script, server) => page.goto(document(server, script, noWebAssembly)) },
  { name: "iframe", start: frame(null) },
  { name: "sandboxed iframe", start: frame("allow-scripts") },
  {
    name: "iframe without an address",
    start: worker(async (script) => {
      const iframe = document.createElement("iframe");
      document.body.append(iframe);
      iframe.contentWindow.eval(await (await fetch(script)).text());
    }),
  },
  {
    name: "iframe taken out of its page",
    start: worker(async (script) => {
      const iframe = document.createElement("iframe");
      document.body.append(iframe);
      const { Function } = iframe.contentWindow;
      const run = new Function("fetch", await (await fetch(script)).text());
      iframe.remove();
      run(fetch.bind(window));
    }),
  },
  { name: "dedicated worker", start: worker((script) => void (self.kept = new Worker(script))) },
  { name: "module worker", start: worker((script) => void (self.kept = new Worker(script, { type: "module" }))) },
  {
    name: "worker from a blob",
    start: worker(async (script) => {
      const blob = await (await fetch(script)).blob();
      self.kept = new Worker(URL.createObjectURL(blob));
    }),
  },
  {
    name: "worker from a data address",
    start: worker(async (script) => {
      const text = await (await fetch(script)).text();
      self.kept = new Worker(`data:text/javascript,${encodeURIComponent(text)}`);
    }),
  },
  {
    name: "worker of a worker",
    start: worker((script) => {
      const outer = `new Worker(${JSON.stringify(script)}); setInterval(() => {}, 1000);`;
      self.kept = new Worker(URL.createObjectURL(new Blob([outer], { type: "text/javascript" })));
    }),
  },
  { name: "shared worker", start: worker((script) => void (self.kept = new SharedWorker(script))) },
  {
    name: "service worker",
    start: worker(async (script) => void (await navigator.serviceWorker.register(script, { scope: `/scope/${script.split("/").pop()}` }))),
  },
  {
    name: "audio worklet",
    start: worker(async (script) => {
      const context = new AudioContext();
      await context.audioWorklet.addModule(script);
      new AudioWorkletNode(context, "reporter").port.onmessage = ({ data: [url, body] }) => fetch(url, { method: "POST", mode: "no-cors", body });
    }),
  },
];
