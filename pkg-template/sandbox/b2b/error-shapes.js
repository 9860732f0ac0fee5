/**
 * The five shapes in which B2B Edition tells an error. Which operation uses which is not said; each has been documented or seen for one.
 *
 * @typedef {"errMsg" | "errMsgFields" | "message" | "detail" | "errors"} Shape
 * @typedef {{ shape: Shape, status?: number, code?: number, text?: string }} B2bError
 */
import { json } from "../reply.js";

const TEXT = "Sandbox: an error that was ordered";

/** The status that goes with a shape, and its body. @type {Record<Shape, { status: number, body: (code: number, text: string) => object }>} */
const SHAPES = {
  errMsg: { status: 400, body: (code, text) => ({ code, data: { errMsg: text }, meta: { message: "API logic error" } }) },
  errMsgFields: { status: 422, body: (code, text) => ({ code, data: { errMsg: { email: [text] } }, meta: { message: "Parameter Error" } }) },
  message: { status: 403, body: (code, text) => ({ code, message: text }) },
  detail: { status: 401, body: (_code, text) => ({ detail: text }) },
  errors: { status: 404, body: (code, text) => ({ status: code, title: text, errors: { 1: text } }) },
};

export const B2B_SHAPES = Object.keys(SHAPES);

/** The body's code is the status unless another is ordered. @param {B2bError} error */
export function b2bError({ shape, status = SHAPES[shape].status, code = status, text = TEXT }) {
  return json(status, SHAPES[shape].body(code, text));
}
