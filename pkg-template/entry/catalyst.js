export { beforeRequest, createCatalystClient, placeholderToken } from "../adapters/catalyst.js";
