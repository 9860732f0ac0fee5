// Settings of Node that decide who can read what is sent.

/**
 * @typedef {import("./env-files.js").Variable} Variable
 * @typedef {import("./tokens.js").Item} Item
 * @typedef {import("./tokens.js").Finding} Finding
 */

/** @type {Record<string, Finding>} */
const FINDINGS = {
  tls: {
    code: "tls_not_verified",
    severity: "error",
    message: "certificates of servers are not checked: whoever stands between can read the access token and answer in the API's place",
    action: "remove it; for a company's own certificate set NODE_EXTRA_CA_CERTS",
  },
  unused: {
    code: "proxy_not_used",
    severity: "warning",
    message: "Node's fetch does not use this proxy by itself: requests go around it, or fail where there is no other way",
    action: "set NODE_USE_ENV_PROXY=1 (Node 24, and 22 from 22.21), or give the client a dispatcher by fetchOptions",
  },
  used: {
    code: "proxy_used",
    severity: "info",
    message: "requests go through this proxy; it sees their hosts, and not what is in them",
    action: "nothing, if the proxy is meant",
  },
};

const PROXY = /^(?:https?|all)_proxy$/i;

/** @param {readonly Variable[]} variables */
const usesProxy = (variables) => variables.some(({ name, value }) => (name === "NODE_USE_ENV_PROXY" && value === "1") || (name === "NODE_OPTIONS" && value.includes("--use-env-proxy")));

/** @param {readonly Variable[]} variables @returns {Item[]} */
export function lookAtSettings(variables) {
  const used = usesProxy(variables);
  return variables.flatMap(({ file, line, name, value }) => {
    const item = (/** @type {Finding} */ finding) => [{ file, line, name, kind: "setting", expiresAt: null, findings: [finding] }];
    if (name === "NODE_TLS_REJECT_UNAUTHORIZED" && value === "0") return item(FINDINGS.tls);
    if (PROXY.test(name) && value !== "") return item(used ? FINDINGS.used : FINDINGS.unused);
    return [];
  });
}
