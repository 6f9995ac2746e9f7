import { fileURLToPath } from 'node:url';
import { Language, Parser, type Tree } from 'web-tree-sitter';

/** A parse by tree-sitter-bicep, the second opinion. The caller deletes the tree after use. */
export type ParseWithTreeSitter = (text: string) => Tree;

/** Loads the grammar, which is WebAssembly. */
export async function loadTreeSitter(): Promise<ParseWithTreeSitter> {
  await Parser.init();
  const grammar = import.meta.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm');
  const parser = new Parser();
  parser.setLanguage(await Language.load(fileURLToPath(grammar)));
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error('tree-sitter was told to stop, which nobody did.');
    return tree;
  };
}
