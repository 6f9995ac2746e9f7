import { lookUpText } from '../evaluate/locate-text.ts';
import { keyOf } from '../evaluate/key.ts';
import type { Frame } from '../evaluate/frame.ts';
import { nodeOf } from '../evaluate/resource-node.ts';
import { stringOf, type Label, type Value } from '../evaluate/value.ts';
import type { GrantRole, Location } from './role-grant.ts';

/** A GUID, or what is meant as one: a digit too many or too few still fails as a GUID. */
const guidLike = /^\{?[\da-f]{6,10}-[\da-f]{3,5}-[\da-f]{3,5}-[\da-f]{3,5}-[\da-f]{8,16}\}?$/i;

/** The role that a value names: an id of a role definition in any form, a GUID, a display name. */
export function roleOf(value: Value, frame: Frame): GrantRole {
  const unknown: GrantRole = {
    kind: 'unknown',
    text: lookUpText(value.location, frame) || keyOf(value),
    location: value.location,
  };
  if (value.kind === 'built-in-role') {
    const { name, location } = value;
    return { kind: 'name', name, guid: null, location, inModuleMap: null };
  }
  if (value.kind === 'symbolic') {
    const fallback = value.fallback?.();
    return fallback && fallback.kind !== 'choice' ? roleOf(fallback, frame) : unknown;
  }
  const node = nodeOf(value);
  if (node !== null && node.ref.type !== 'microsoft.authorization/roledefinitions') return unknown;
  const name = node?.name ?? value;
  if (node !== null && name.kind === 'symbolic') {
    const fallback = name.fallback?.();
    if (!fallback) return unknown;
    return namedRole(fallback, labelsOf(value), frame) ?? unknown;
  }
  return namedRole(name, node ? labelsOf(value) : [], frame) ?? unknown;
}

function labelsOf(value: Value): Label[] {
  return value.kind === 'resource-id' || value.kind === 'literal' ? value.labels : [];
}

function namedRole(name: Value, outer: Label[], frame: Frame): GrantRole | null {
  const text = stringOf(name);
  if (text === null || text === '' || name.kind !== 'literal') return null;
  const location = insideQuotes(name.location, text, frame);
  const labels = [...name.labels, ...outer, ...commentOn(location, frame)];
  if (guidLike.test(text)) {
    return { kind: 'guid', guid: text.replace(/[{}]/g, '').toLowerCase(), location, labels };
  }
  // A name that came as far as here was in no map on the way, and Azure knows roles by GUID only.
  return { kind: 'name', name: text, guid: null, location, inModuleMap: false };
}

/** The place of the text itself within the literal that holds it. */
function insideQuotes(location: Location, text: string, frame: Frame): Location {
  const written = lookUpText(location, frame);
  const at = written.lastIndexOf(text);
  if (at < 0) return location;
  const start = location.span.start + at;
  return { file: location.file, span: { start, end: start + text.length } };
}

/** A comment at the end of the line of a place. */
function commentOn({ file, span }: Location, frame: Frame): Label[] {
  const parsed = frame.run.file(file);
  if (parsed === undefined) return [];
  const { comments, text } = parsed;
  let [low, high] = [0, comments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) < span.end) low = middle + 1;
    else high = middle;
  }
  const comment = comments[low];
  if (!comment || text.slice(span.end, comment.start).includes('\n')) return [];
  const words = text.slice(comment.start, comment.end).replace(/^\/[/*]+\s*|\s*\*\/$/g, '');
  return [{ text: words, location: { file, span: { start: comment.start, end: comment.end } } }];
}
