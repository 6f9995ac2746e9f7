/** A query that cannot be run: `syntax` where it does not parse, `semantic` where a name is unknown. */
export class KqlError extends Error {
  readonly kind: 'syntax' | 'semantic';

  constructor(kind: KqlError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
