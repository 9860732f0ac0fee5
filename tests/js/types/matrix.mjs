// Which compilers, libraries and ways of resolving modules the types are checked with.

/** The oldest supported compiler, the last one written in JavaScript, and the newest. */
export const compilers = { 5.4: "typescript-5.4", "6.0": "typescript", "7.0": "typescript-7" };

/** What the program that imports the package is type-checked with. */
export const libraries = {
  none: { lib: ["es2022"], types: [], folders: ["common"] },
  dom: { lib: ["es2022", "dom"], types: [], folders: ["common", "dom"] },
  node: { lib: ["es2022"], types: ["node"], folders: ["common", "node"] },
  "node and dom": { lib: ["es2022", "dom"], types: ["node"], folders: ["common", "node"] },
  workers: { lib: ["es2022"], types: ["@cloudflare/workers-types"], folders: ["common", "workers"] },
  bun: { lib: ["es2022"], types: ["bun-types"], folders: ["common", "bun"] },
};

/** How the program finds modules. */
export const resolutions = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  node16: { module: "node16", moduleResolution: "node16" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
  node10: { module: "commonjs", moduleResolution: "node10" },
};

/** Every compiler with every library, and every compiler with every resolution. */
export function* combinations() {
  for (const compiler of Object.keys(compilers)) {
    for (const library of Object.keys(libraries)) yield { compiler, library, resolution: "nodenext" };
    for (const resolution of Object.keys(resolutions)) {
      // 7.0 no longer has it.
      if (resolution === "nodenext" || (resolution === "node10" && compiler === "7.0")) continue;
      yield { compiler, library: "none", resolution };
    }
  }
}
