import { Option } from 'commander';

/** The option that says how a command prints what it found; `text` unless said otherwise. */
export function formatOption(formats: readonly string[], description: string): Option {
  return new Option('--format <format>', description).choices(formats).default('text');
}
