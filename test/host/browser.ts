import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { downloads } from './paths.ts';
import { installOnce } from './install-once.ts';
import { runProcess } from './run-process.ts';

/** No test needs the network: the browser finds nothing but this machine. */
const loopbackOnly = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  loopbackOnly,
];

interface Candidate {
  readonly name: string;
  readonly options: () => Promise<LaunchOptions>;
}

/**
 * Starts a headless Chromium: an installed Chrome, Edge or Chromium, else (on Linux x64) the one
 * from npm. Rejects with what each of them said.
 */
export async function launchBrowser(): Promise<Browser> {
  const refusals: string[] = [];
  for (const candidate of candidates()) {
    try {
      return await chromium.launch({ args: launchArguments(), ...(await candidate.options()) });
    } catch (error) {
      refusals.push(`${candidate.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`No Chrome, Edge or Chromium could be started:\n${refusals.join('\n')}`);
}

/** The sandbox of Chromium refuses to run as root, which is who runs things in a container. */
function launchArguments(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet;
}

function candidates(): Candidate[] {
  const found: Candidate[] = [
    { name: 'Google Chrome', options: async () => ({ channel: 'chrome' }) },
    { name: 'Microsoft Edge', options: async () => ({ channel: 'msedge' }) },
  ];
  const installed = onPath('chromium') ?? onPath('chromium-browser');
  if (installed !== undefined) {
    found.push({ name: installed, options: async () => ({ executablePath: installed }) });
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    found.push({ name: 'Chromium from npm', options: chromiumFromNpm });
  }
  return found;
}

function onPath(program: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path));
}

/**
 * Unpacks the Chromium of @sparticuz/chromium, the libraries that a bare Linux lacks (nss, nspr)
 * and a font, so that neither root nor a package manager is needed. The package could unpack
 * itself, but only into fixed names in the shared temporary folder.
 */
async function chromiumFromNpm(): Promise<LaunchOptions> {
  const packageFolder = join(
    dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
    '../..',
  );
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = await installOnce(join(downloads, `chromium-${version}`), async (unfinished) => {
    const archives = join(packageFolder, 'bin');
    await unpackFile(join(archives, 'chromium.br'), join(unfinished, 'chromium'));
    await unpackFolder(join(archives, 'al2023.tar.br'), join(unfinished, 'libraries'));
    await unpackFolder(join(archives, 'fonts.tar.br'), join(unfinished, 'fonts'));
    await chmod(join(unfinished, 'chromium'), 0o755);
  });
  await writeFile(join(folder, 'fonts.conf'), fontConfiguration(folder));
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'libraries', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

async function unpackFile(archive: string, target: string): Promise<void> {
  await pipeline(createReadStream(archive), createBrotliDecompress(), createWriteStream(target));
}

async function unpackFolder(archive: string, target: string): Promise<void> {
  await mkdir(target);
  const tarFile = `${target}.tar`;
  await unpackFile(archive, tarFile);
  const { exitCode, output } = await runProcess('tar', ['-xf', tarFile, '-C', target]);
  if (exitCode !== 0) {
    throw new Error(`tar could not unpack ${archive}: ${output}`);
  }
  await rm(tarFile);
}

/** The package's font first, so that screenshots look alike everywhere; the system's for the rest. */
function fontConfiguration(folder: string): string {
  const preferred = ['system-ui', 'sans-serif']
    .map(
      (family) =>
        `<alias binding="strong"><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`,
    )
    .join('\n  ');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
  ${preferred}
</fontconfig>
`;
}
