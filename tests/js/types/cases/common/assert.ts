// Compile-time assertions: a wrong type is an error of the compiler, so these need no runner.

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Fails to compile unless the value has exactly this type. */
export declare function exactly<Expected>(): <Actual>(value: Actual, ...same: Same<Actual, Expected> extends true ? [] : [never]) => void;
