import tseslint from 'typescript-eslint';

/** Folders as an import path from anywhere in the repository would spell them. */
const folder = (...names) => `(^|/)(?:${names.join('|')})(/|\\.ts$)`;

const pure = [
  { regex: '^vscode$', message: 'core and bicep are pure: they must not import the editor.' },
  { regex: '^node:', message: 'core and bicep are pure: they must not import Node modules.' },
  { regex: '^@azure/', message: 'core and bicep never talk to Azure: gather does.' },
  {
    regex: folder('gather', 'emulator', 'editor', 'cli'),
    message: 'core and bicep must not import the layers that use them.',
  },
];

/** The folders of core that build on each other, the lowest first, and those that stand beside them on top. */
const layersOfCore = ['arm', 'facts', 'rbac', 'symptoms', 'fixes', 'rules', 'report'];
const featuresOfCore = ['inventory', 'questions', 'resolution', 'session-log', 'verify', 'watch'];

/**
 * One direction: a folder, and what its files may not import, each with the reason a reader needs.
 * ARCHITECTURE.md explains the reasons at length.
 */
const boundaries = [
  { files: ['src/core/**', 'src/bicep/**'], patterns: pure },
  ...layersOfCore.map((name, floor) => ({
    files: [`src/core/${name}/**`],
    patterns: [
      ...pure,
      {
        regex: `^(?:\\.\\./)+(?:${[...layersOfCore.slice(floor + 1), ...featuresOfCore].join('|')})/`,
        message: `The layers of core are ${layersOfCore.join(', ')}: ${name} knows those before it.`,
      },
    ],
  })),
  {
    files: ['src/azd/**'],
    patterns: [
      {
        regex: '^vscode$|^node:|^@azure/',
        message: 'azd takes texts and gives data; the shells read files.',
      },
      {
        regex: folder('gather', 'emulator', 'editor', 'cli'),
        message: 'azd must not import the layers that use it.',
      },
    ],
  },
  {
    files: ['src/gather/**'],
    patterns: [
      { regex: '^vscode$', message: 'Only editor and extension.ts import vscode.' },
      {
        regex: folder('editor', 'cli', 'emulator'),
        message:
          'gather must not import the shells, nor the emulator it could not tell from Azure.',
      },
      {
        regex: folder('rules', 'fixes'),
        message: 'gather collects facts and never judges them.',
      },
    ],
  },
  {
    files: ['src/emulator/**'],
    patterns: [
      { regex: '^vscode$', message: 'Only editor and extension.ts import vscode.' },
      {
        regex: folder('rbac', 'rules', 'fixes', 'symptoms', 'gather', 'editor', 'cli'),
        message:
          'The emulator is the other side of the wire: it shares no judgement with the product.',
      },
    ],
  },
  {
    files: ['src/cli/**'],
    patterns: [
      { regex: '^vscode$', message: 'Only editor and extension.ts import vscode.' },
      { regex: folder('editor'), message: 'The two shells do not know each other.' },
    ],
  },
  {
    files: ['src/editor/**', 'src/extension.ts'],
    patterns: [{ regex: folder('cli'), message: 'The two shells do not know each other.' }],
  },
];

export default tseslint.config(
  { ignores: ['dist', 'dist-test', 'node_modules', '.vscode-test'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  ...boundaries.map(({ files, patterns }) => ({
    files,
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  })),
  {
    files: ['src/core/**', 'src/bicep/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'core has no clock of its own: take the time from the facts.',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'core has no clock of its own: take the time from the facts.',
        },
      ],
    },
  },
  {
    files: ['src/cli/**', 'scripts/**', 'test/**'],
    rules: { 'no-console': 'off' },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
