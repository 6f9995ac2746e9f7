/** Half-open range of UTF-16 offsets into a file's text: `text.slice(start, end)`. */
export interface Span {
  start: number;
  end: number;
}

/**
 * A file as parsed. Parsing never fails: what could not be read is a `broken` statement. The depth of
 * the tree is bounded, so that it can be walked by recursion.
 */
export interface BicepFile {
  /** The text that was parsed, as it stands. */
  text: string;
  language: 'bicep' | 'bicepparam';
  statements: Statement[];
  /** In the order of the text. They belong to no node, so that edits can keep them. */
  comments: Comment[];
  problems: SyntaxProblem[];
}

export interface Comment extends Span {
  kind: 'line' | 'block' | 'pragma';
}

/** Where the text departs from the language. `message` is one sentence for a person. */
export interface SyntaxProblem extends Span {
  message: string;
}

export interface Identifier extends Span {
  kind: 'identifier';
  name: string;
}

export interface Decorator extends Span {
  kind: 'decorator';
  expression: Expression;
}

/** Its span begins with the first decorator. */
interface Declaration extends Span {
  decorators: Decorator[];
}

export type Statement =
  | (Declaration & { kind: 'target-scope'; value: Expression })
  | (Declaration & {
      kind: 'param';
      name: Identifier;
      type: TypeExpression | null;
      /** The default in a Bicep file, the value in a parameters file. */
      value: Expression | null;
    })
  | (Declaration & {
      kind: 'var';
      name: Identifier;
      type: TypeExpression | null;
      value: Expression;
    })
  | ResourceDeclaration
  | ModuleDeclaration
  | (Declaration & {
      kind: 'output';
      name: Identifier;
      type: TypeExpression | null;
      value: Expression;
    })
  | (Declaration & { kind: 'type'; name: Identifier; type: TypeExpression })
  | (Declaration & {
      kind: 'func';
      name: Identifier;
      parameters: { name: Identifier; type: TypeExpression | null }[];
      returns: TypeExpression | null;
      body: Expression;
    })
  | (Declaration & {
      kind: 'import';
      /** Null where the import is `* as alias`. */
      items: { name: Identifier | StringLiteral; alias: Identifier | null }[] | null;
      /** The alias of a wildcard import. */
      alias: Identifier | null;
      from: Expression | null;
    })
  /** Also `extensionConfig` of a parameters file, whose specification is the extension's alias. */
  | (Declaration & {
      kind: 'extension';
      specification: Expression;
      alias: Identifier | null;
      configuration: Expression | null;
    })
  | (Declaration & { kind: 'metadata'; name: Identifier; value: Expression })
  | (Declaration & { kind: 'assert'; name: Identifier; value: Expression })
  /** `using` and `extends` of a parameters file. `using none` has a null reference. */
  | (Declaration & {
      kind: 'using' | 'extends';
      reference: Expression | null;
      /** The object after `with`. */
      configuration: Expression | null;
    })
  | (Declaration & { kind: 'broken' });

export interface ResourceDeclaration extends Declaration {
  kind: 'resource';
  name: Identifier;
  /** The literal as in `'Microsoft.Authorization/roleAssignments@2022-04-01'`. */
  type: Expression;
  existing: boolean;
  body: Expression;
}

/** A module, or a `test` of one. */
export interface ModuleDeclaration extends Declaration {
  kind: 'module' | 'test';
  name: Identifier;
  reference: Expression;
  body: Expression;
}

export interface StringLiteral extends Span {
  kind: 'string';
  /** Text pieces and interpolated expressions in turn. A plain string has one text piece. */
  parts: (string | Expression)[];
  /** True for `'''…'''`, with or without `$` before it. */
  multiline: boolean;
}

export interface ObjectLiteral extends Span {
  kind: 'object';
  members: ObjectMember[];
}

export interface ObjectProperty extends Span {
  kind: 'property';
  key: Identifier | StringLiteral;
  value: Expression;
}

export interface Spread extends Span {
  kind: 'spread';
  value: Expression;
}

export type ObjectMember = ObjectProperty | Spread | ResourceDeclaration;

export type Expression =
  | StringLiteral
  | (Span & { kind: 'number'; value: number })
  | (Span & { kind: 'boolean'; value: boolean })
  | (Span & { kind: 'null' })
  | Identifier
  | ObjectLiteral
  | (Span & { kind: 'array'; items: (Expression | Spread)[] })
  /** `base.name`, `base.?name`, and `base::name` for a nested resource. */
  | (Span & {
      kind: 'member';
      base: Expression;
      name: Identifier;
      access: 'plain' | 'safe' | 'nested';
    })
  /** `base[index]`, `base[?index]`, and `base[^index]`, which counts from the end. */
  | (Span & {
      kind: 'element';
      base: Expression;
      index: Expression;
      safe: boolean;
      fromEnd: boolean;
    })
  /** A function by its name, or by a namespace or a wildcard import before it (`az.guid()`). */
  | (Span & {
      kind: 'call';
      base: Expression | null;
      name: Identifier;
      arguments: Expression[];
    })
  | (Span & { kind: 'unary'; operator: '!' | '-' | '+'; operand: Expression })
  | (Span & { kind: 'binary'; operator: string; left: Expression; right: Expression })
  | (Span & {
      kind: 'ternary';
      condition: Expression;
      whenTrue: Expression;
      whenFalse: Expression;
    })
  | (Span & { kind: 'lambda'; parameters: Identifier[]; body: Expression })
  | (Span & {
      kind: 'for';
      item: Identifier;
      index: Identifier | null;
      collection: Expression;
      /** The object, or an `if` around it. */
      body: Expression;
    })
  | (Span & { kind: 'if'; condition: Expression; body: Expression })
  /** `operand!`: the author says that it is not null. */
  | (Span & { kind: 'non-null'; operand: Expression })
  | (Span & { kind: 'parenthesized'; expression: Expression })
  /** No expression stands where one has to. The span is empty, or what was skipped. */
  | (Span & { kind: 'missing' });

export type TypeExpression =
  /** With its namespace where one is written before arguments: `sys.resourceInput<'…'>`. */
  | (Span & { kind: 'type-name'; name: string; arguments: TypeExpression[] })
  | (Span & { kind: 'type-literal'; value: Expression })
  | (Span & { kind: 'type-array'; element: TypeExpression })
  | (Span & { kind: 'type-tuple'; items: { type: TypeExpression; decorators: Decorator[] }[] })
  | (Span & {
      kind: 'type-object';
      properties: {
        key: Identifier | StringLiteral | null;
        type: TypeExpression;
        decorators: Decorator[];
      }[];
    })
  | (Span & { kind: 'type-union'; members: TypeExpression[] })
  | (Span & { kind: 'type-nullable'; type: TypeExpression })
  /** `base.name`, with `*` as the name of `base.*` and `[*]` or `[0]` as that of an item's type. */
  | (Span & { kind: 'type-member'; base: TypeExpression; name: string })
  | (Span & { kind: 'type-missing' });

/** Whatever stands in the tree. */
export type SyntaxNode = Statement | ObjectMember | Expression | TypeExpression | Decorator;
