import { isMap, isScalar, isSeq, parseDocument, type Node, type Pair, type YAMLMap } from 'yaml';
import type { TextEdit } from '../bicep/text-edit.ts';
import type { HookScript } from './postdeploy-scripts.ts';

/**
 * The edit that makes azure.yaml run scripts after each deploy, beside whatever it runs there
 * already. Null where the file is written in a way that a small edit cannot extend (flow style,
 * aliases, or no mapping at all).
 */
export function addPostdeployHook(text: string, scripts: HookScript[]): TextEdit | null {
  const root = parseDocument(text).contents;
  if (!isBlockMap(root)) return null;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const place = placeIn(text, root);
  if (place === null) return null;
  const { span, lines } = place(hookLines(scripts));
  return { ...span, newText: lines.map((line) => line + newline).join('') };
}

/** A range of whole lines, and the lines to stand there instead. */
interface Replacement {
  span: { start: number; end: number };
  lines: string[];
}

/** Puts the lines of a hook where they belong, or says that there is no such place. */
function placeIn(text: string, root: YAMLMap): ((hook: string[]) => Replacement) | null {
  const hooks = pairOf(root, 'hooks');
  if (hooks === undefined) {
    const end = text.length;
    const gap = text === '' || text.endsWith('\n') ? [] : [''];
    return (hook) => ({
      span: { start: end, end },
      lines: [...gap, 'hooks:', '  postdeploy:', ...indent(4, hook)],
    });
  }
  const events = hooks.value;
  if (isScalar(events) && events.value === null) {
    const start = endOfLine(text, startOf(hooks.key));
    return (hook) => ({
      span: { start, end: start },
      lines: ['  postdeploy:', ...indent(4, hook)],
    });
  }
  if (!isBlockMap(events)) return null;
  const postdeploy = pairOf(events, 'postdeploy');
  if (postdeploy === undefined) {
    const start = startOfLine(text, startOf(events.items[0]?.key));
    const column = columnOf(text, startOf(events.items[0]?.key));
    return (hook) => ({
      span: { start, end: start },
      lines: indent(column, ['postdeploy:', ...indent(2, hook)]),
    });
  }
  return besideExisting(text, postdeploy.value);
}

/** A hook that is there becomes the first of a list, or the list grows at its end. */
function besideExisting(text: string, existing: unknown): ((hook: string[]) => Replacement) | null {
  if (isSeq(existing) && !existing.flow) {
    const last = existing.items.at(-1) as Node | undefined;
    if (!last?.range) return null;
    const dash = text.lastIndexOf('-', last.range[0]);
    const end = endOfLine(text, Math.max(last.range[0], last.range[1] - 1));
    return (hook) => ({
      span: { start: end, end },
      lines: indent(columnOf(text, dash), item(hook)),
    });
  }
  if (!isBlockMap(existing) || !existing.range) return null;
  const first = startOf(existing.items[0]?.key);
  const column = columnOf(text, first);
  const start = startOfLine(text, first);
  const end = endOfLine(text, Math.max(first, existing.range[1] - 1));
  const block = text
    .slice(start, end)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  const unindented = block.map((line) => line.slice(column));
  return (hook) => ({
    span: { start, end },
    lines: indent(column, [...item(unindented), ...item(hook)]),
  });
}

function hookLines(scripts: HookScript[]): string[] {
  const keys: Record<HookScript['shell'], string> = { sh: 'posix', pwsh: 'windows' };
  return scripts.flatMap(({ shell, path }) => [
    `${keys[shell]}:`,
    `  shell: ${shell}`,
    `  run: ./${path}`,
  ]);
}

/** Lines as an item of a list. */
function item([first = '', ...others]: string[]): string[] {
  return [`- ${first}`, ...indent(2, others)];
}

function indent(columns: number, lines: string[]): string[] {
  return lines.map((line) => (line.trim() === '' ? line : ' '.repeat(columns) + line));
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && key.value === name);
}

function isBlockMap(node: unknown): node is YAMLMap {
  return isMap(node) && !node.flow;
}

function startOf(node: unknown): number {
  return isScalar(node) ? (node.range?.[0] ?? 0) : 0;
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset behind the newline that ends a line, or the text's end. */
function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

function columnOf(text: string, offset: number): number {
  return offset - startOfLine(text, offset);
}
