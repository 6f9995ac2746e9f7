import type { Location } from '../../grants/role-grant.ts';
import type { Expression, Statement } from '../../syntax/nodes.ts';
import { onEachOf } from '../choice.ts';
import { evaluate } from '../evaluate.ts';
import { locate, type Frame, type Locals } from '../frame.ts';
import { keyOf } from '../key.ts';
import { importedFrame } from '../symbols.ts';
import { symbolic, type Value } from '../value.ts';
import { collectionFunctions } from './collections.ts';
import { contentFunctions } from './content.ts';
import { idFunctions } from './ids.ts';
import { lambdaFunctions } from './lambdas.ts';
import { numberFunctions } from './numbers.ts';
import { textFunctions } from './texts.ts';
import { wholeFunctions } from './whole.ts';

export type Call = Extract<Expression, { kind: 'call' }>;

/** What a function may look at beside its arguments. */
export interface Caller {
  frame: Frame;
  locals: Locals;
  location: Location;
  call: Call;
}

/** What a function makes of its arguments; null where it cannot tell. */
export type BuiltIn = (values: Value[], caller: Caller) => Value | null;

/** Functions that are asked for each alternative of their arguments. */
const eachFunctions: Record<string, BuiltIn> = {
  ...textFunctions,
  ...collectionFunctions,
  ...idFunctions,
  ...contentFunctions,
  ...numberFunctions,
};

/** The value of a function call: a built-in function, one of the file, or one that it imports. */
export function callFunction(call: Call, frame: Frame, locals: Locals): Value {
  const location = locate(frame, call);
  const { name } = call.name;
  const base = call.base?.kind === 'identifier' ? call.base.name : null;
  const isBuiltIn = call.base === null || base === 'az' || base === 'sys';
  const own = findFunction(call, frame);
  if (own !== null) return callOwn(own.statement, call, own.frame, frame, locals);
  if (isBuiltIn && Object.hasOwn(lambdaFunctions, name)) {
    const value = lambdaFunctions[name]?.(call, frame, locals, location);
    if (value) return value;
  }
  const values = call.arguments.map((argument) => evaluate(argument, frame, locals));
  const open = (given: Value[]): Value => {
    const on = isBuiltIn || !call.base ? '' : `${keyOf(evaluate(call.base, frame, locals))}.`;
    return symbolic(`${on}${name}(${given.map(keyOf).join(', ')})`, location);
  };
  if (!isBuiltIn) return open(values);
  const caller = { frame, locals, location, call };
  if (Object.hasOwn(wholeFunctions, name)) {
    return wholeFunctions[name]?.(values, caller) ?? open(values);
  }
  if (!Object.hasOwn(eachFunctions, name)) return open(values);
  return onEachOf(values, (chosen) => eachFunctions[name]?.(chosen, caller) ?? open(chosen));
}

type OwnFunction = Extract<Statement, { kind: 'func' }>;

function findFunction(
  { base, name }: Call,
  frame: Frame,
): { statement: OwnFunction; frame: Frame } | null {
  if (base === null) {
    const statement = frame.index.functions.get(name.name);
    if (statement !== undefined) return { statement, frame };
  }
  const imported = frame.index.imports.get(base?.kind === 'identifier' ? base.name : name.name);
  if (imported === undefined || (base !== null && imported.name !== null)) return null;
  const from = importedFrame(imported.from, frame);
  const statement = from?.index.functions.get(imported.name ?? name.name);
  return from && statement ? { statement, frame: from } : null;
}

function callOwn(
  statement: OwnFunction,
  call: Call,
  home: Frame,
  frame: Frame,
  locals: Locals,
): Value {
  let own: Locals = null;
  for (const [index, { name }] of statement.parameters.entries()) {
    const argument = call.arguments[index];
    if (argument === undefined) continue;
    own = { name: name.name, value: evaluate(argument, frame, locals), next: own };
  }
  return evaluate(statement.body, home, own);
}
