import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { commandIds } from '../../src/editor/commands/command-ids.ts';
import { panelCommands } from '../../src/editor/diagnose/protocol.ts';
import { signInKinds } from '../../src/editor/sign-in/sign-in-kind.ts';
import { repository } from '../host/paths.ts';

const { commands, menus, configuration, jsonValidation, viewsWelcome } = manifest.contributes;
const read = (path: string): string => readFileSync(join(repository, path), 'utf8');

/** Where context keys of the side bar are set. */
const treeSources = ['tree/view-parts.ts', 'tree/feature.ts', 'tree/view-id.ts'];

describe('the manifest', () => {
  it('contributes exactly the commands that have code', () => {
    expect(commands.map(({ command }) => command).sort()).toEqual([...commandIds].sort());
  });

  it('puts every command into one category, under a title of its own', () => {
    expect(new Set(commands.map(({ category }) => category))).toEqual(
      new Set(['Foundry Identity']),
    );
    expect(new Set(commands.map(({ title }) => title)).size).toBe(commands.length);
  });

  it('contributes every command that a button of the panel runs', () => {
    const contributed = commands.map(({ command }) => command);
    for (const command of panelCommands) {
      expect(contributed).toContain(`foundryIdentity.${command}`);
    }
  });

  it('hides only commands that exist, under context keys that code sets', () => {
    const sources = ['origin/sample-tenant.ts', 'diagnose/panel.ts', ...treeSources].map((file) =>
      read(`src/editor/${file}`),
    );
    const clauses = Object.values(menus).flat();
    for (const { command } of clauses) expect(commandIds).toContain(command);
    const named = [...clauses, ...viewsWelcome].flatMap(
      ({ when }) => when.match(/foundryIdentity\.\w+/g) ?? [],
    );
    for (const key of new Set(named)) {
      expect(sources.some((text) => text.includes(`'${key}'`) || text.includes(`"${key}"`))).toBe(
        true,
      );
    }
  });

  it('names settings that code reads, and none that a workspace could redirect tokens with', () => {
    const files = [
      'origin/settings.ts',
      'tree/auto-refresh.ts',
      'bicep/settings.ts',
      'byok/settings.ts',
    ];
    const sources = files.map((file) => read(`src/editor/${file}`));
    // A workspace may say which account is meant, and never who signs in or where tokens are sent.
    const ofTheMachine = ['foundryIdentity.cloudFile', 'foundryIdentity.signIn'];
    for (const [name, { scope }] of Object.entries(configuration.properties)) {
      const key = `'${name.replace('foundryIdentity.', '')}'`;
      expect(sources.some((text) => text.includes(key))).toBe(true);
      expect(scope === 'machine').toBe(ofTheMachine.includes(name));
    }
  });

  it('offers exactly the sign-ins that code knows, each with its description', () => {
    const setting = configuration.properties['foundryIdentity.signIn'];
    expect(setting.enum).toEqual(signInKinds);
    expect(setting.enumDescriptions).toHaveLength(signInKinds.length);
  });

  it('names files that exist', () => {
    const files = [manifest.icon, ...jsonValidation.map(({ url }) => url)];
    expect(files.filter((file) => !existsSync(join(repository, file)))).toEqual([]);
  });

  it('starts without being asked for its own panel and files, and not in every window', () => {
    expect(manifest.activationEvents).toEqual([
      'onWebviewPanel:foundryIdentity.report',
      'onLanguage:bicep',
      'onLanguage:dotenv',
      'workspaceContains:azure.yaml',
      'workspaceContains:**/chatLanguageModels.json',
    ]);
    expect(read('src/editor/diagnose/panel.ts')).toContain("'foundryIdentity.report'");
  });
});
