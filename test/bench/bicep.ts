import { parseBicep } from '../../src/bicep/syntax/parse.ts';
import { loadTreeSitter } from '../bicep/tree-sitter.ts';
import { generateBicepTree, type BicepText } from './bicep/generate-tree.ts';
import type { Figure } from './figure.ts';

/** Parsing a tree of Bicep files, against tree-sitter's bare parse, and growth with a file's size. */
export async function benchBicep(): Promise<Figure[]> {
  const tree = generateBicepTree({ files: 5_000, seed: 1 });
  const treeSitter = await loadTreeSitter();
  const parseBare = (text: string): void => treeSitter(text).delete();
  const clean = tree.filter(({ text }) => {
    const parsed = treeSitter(text);
    const { hasError } = parsed.rootNode;
    parsed.delete();
    return !hasError;
  });

  const all = fastest(() => tree.forEach(parse));
  const ours = fastest(() => clean.forEach(parse));
  const theirs = fastest(() => clean.forEach(({ text }) => parseBare(text)));
  const small = fileOf(tree, 20);
  const large = fileOf(tree, 200);
  return [
    {
      name: `parsing ${tree.length} files of ${kilobytes(tree).toFixed(0)} kB`,
      value: all,
      unit: 'ms',
    },
    { name: 'a kB of them', value: (all / kilobytes(tree)) * 1_000, unit: 'µs' },
    {
      name: `our parse / tree-sitter's, of the ${clean.length} files that it reads cleanly`,
      value: ours / theirs,
      unit: '×',
      limit: 1,
    },
    {
      name: `growth from a file of ${kilobytes([small]).toFixed(0)} kB to one of 10 times its size`,
      value:
        (fastest(() => parse(large), 10) / fastest(() => parse(small), 20)) *
        ((10 * small.text.length) / large.text.length),
      unit: '×',
      limit: 15,
    },
  ];
}

const parse = ({ path, text }: BicepText): void => {
  parseBicep(text, path.endsWith('.bicepparam') ? 'bicepparam' : 'bicep');
};

const kilobytes = (files: BicepText[]): number =>
  files.reduce((sum, { text }) => sum + text.length, 0) / 1_024;

/** So many modules of the tree in one file. */
function fileOf(tree: BicepText[], modules: number): BicepText {
  const texts = tree.filter(({ path }) => path.includes('/modules/')).slice(0, modules);
  return { path: 'large.bicep', text: texts.map(({ text }) => text).join('\n') };
}

/** Milliseconds of the fastest of some rounds: the others were disturbed. */
function fastest(run: () => void, rounds = 3): number {
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return Math.min(...times);
}
