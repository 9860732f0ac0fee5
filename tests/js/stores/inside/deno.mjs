// Runs in Deno: the contract on a real Deno KV, one line of JSON for each test; or, with a key, one attempt to get its lease.
import { denoKvStore } from "../../../../pkg-template/stores/index.js";
import { testsFor } from "../contract.mjs";

const [path, key] = Deno.args;
const handles = [await Deno.openKv(path), await Deno.openKv(path)];

if (key !== undefined) {
  const lease = await denoKvStore(handles[0]).lease(key, 60_000);
  console.log(JSON.stringify(lease !== null));
} else {
  let next = 0;
  const subject = {
    open: () => denoKvStore(handles[(next += 1) % 2]),
    leases: true,
    plant: (name, text) => handles[0].set(["bigcommerce-tokens", "record", name], text),
  };
  for (const { name, run } of testsFor({ leases: true, plants: true })) {
    const problem = await run(subject).then(() => null, (error) => String(error?.stack ?? error));
    console.log(JSON.stringify({ name, problem }));
  }
}
for (const handle of handles) handle.close();
