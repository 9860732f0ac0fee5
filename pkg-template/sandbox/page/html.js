/** The page's frame. What happens is filled in by the script; the store's hash is letters and digits, so it needs no escape. */

/** @param {{ storeHash: string }} store */
export const html = ({ storeHash }) => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sandbox ${storeHash}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox/page.css">
<script type="module" src="/sandbox/page.js"></script>
</head>
<body>
<header>
<h1>BigCommerce sandbox <code>${storeHash}</code></h1>
<p>What your program sends here, newest first. Secrets are redacted before they are kept.</p>
<p><span id="state" role="status">Connecting</span> <button id="clear" type="button">Clear</button></p>
</header>
<main>
<noscript><p>This page needs JavaScript to show requests as they come.</p></noscript>
<p id="empty">No requests yet.</p>
<div id="scroll" role="region" aria-labelledby="caption" tabindex="0" hidden>
<table>
<caption id="caption">Requests</caption>
<thead><tr><th scope="col">Time</th><th scope="col">Status</th><th scope="col">Method</th><th scope="col">Path and details</th></tr></thead>
<tbody id="rows"></tbody>
</table>
</div>
</main>
</body>
</html>
`;
