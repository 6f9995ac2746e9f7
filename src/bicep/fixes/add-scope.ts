import type { BicepFix } from '../rules/finding.ts';
import { type GrantSyntax } from '../rules/grant-syntax.ts';
import { propertyOf } from '../syntax/objects.ts';
import { insertAfterProperty } from './style.ts';
import { fixTitles } from './words.ts';

/** Adds a scope behind the name. */
export function addScope({ path, file, body }: GrantSyntax, symbol: string): BicepFix[] {
  const name = propertyOf(body, 'name');
  if (name === null) return [];
  const edits = [insertAfterProperty(file, name, `scope: ${symbol}`)];
  return [{ title: fixTitles.addScope(symbol), edits: [{ file: path, edits }], preferred: true }];
}
