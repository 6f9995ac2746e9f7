import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { BicepFile } from '../../src/bicep/syntax/nodes.ts';

interface SourceFile {
  path: string;
  text: string;
  language: BicepFile['language'];
}

/** Every Bicep and parameters file below a folder. */
function filesBelow(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.bicep(param)?$/.test(name))
    .map((name) => path.join(folder, name))
    .filter((name) => statSync(name).isFile())
    .map((name) => ({
      path: name,
      text: readFileSync(name, 'utf8'),
      language: name.endsWith('.bicepparam') ? 'bicepparam' : 'bicep',
    }));
}

/** Files in which nothing is wrong, each full of constructs. */
export const fixtures = filesBelow(path.join(import.meta.dirname, 'fixtures'));

/** Where somebody has put public Bicep files to try the parser on, if anywhere. */
const corpusFolder = process.env.BICEP_CORPUS;
export const corpus = corpusFolder === undefined ? [] : filesBelow(corpusFolder);
