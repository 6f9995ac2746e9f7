import { defineConfig } from 'vitest/config';

/** Tests that need more than this process: a browser, a VS Code, the Azure command line. */
const slow = ['test/ui/**', 'test/az/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          // The editor suites run under Mocha inside VS Code.
          exclude: [...slow, 'test/editor/**'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'ui',
          include: ['test/ui/**/*.test.ts'],
          testTimeout: 180_000,
          // A poll that is green ends at once; a machine with other work needs more than one second.
          expect: { poll: { timeout: 15_000 } },
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'az',
          include: ['test/az/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
