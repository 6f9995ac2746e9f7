import { folderOf, resolvePath } from './paths.ts';

/** The templates that azd deploys: those that an `azure.yaml` names, or the usual ones. */
export function azdRoots(texts: ReadonlyMap<string, string>): string[] {
  return [...texts].flatMap(([path, text]) => {
    if (!/(?:^|\/)azure\.ya?ml$/.test(path)) return [];
    // `infra:` is a flat mapping at the top of the file; two of its keys say where the template is.
    const infra =
      /^infra:[ \t]*(?:#.*)?\r?\n((?:[ \t]+.*(?:\r?\n|$)|[ \t]*\r?\n)*)/m.exec(text)?.[1] ?? '';
    const value = (key: string): string | undefined =>
      new RegExp(`^[ \\t]+${key}:[ \\t]*["']?([^"'#\\r\\n]+)`, 'm').exec(infra)?.[1]?.trim();
    const template = `${value('path') ?? 'infra'}/${value('module') ?? 'main'}.bicep`;
    const root = resolvePath(`${folderOf(path)}azure.yaml`, template);
    return root === null ? [] : [root];
  });
}
