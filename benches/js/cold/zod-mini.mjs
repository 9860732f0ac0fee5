import { BODY, HEADERS, PATH } from "../support/exchange.mjs";
import { stopwatch } from "./stopwatch.mjs";

await stopwatch(async (fetch) => {
  const { Input, Output } = await import("../support/schemas-mini.mjs");
  const response = await fetch(`https://api.bigcommerce.com${PATH}`, {
    method: "POST",
    headers: HEADERS,
    body: JSON.stringify(Input.parse(BODY)),
  });
  Output.parse(await response.json());
});
