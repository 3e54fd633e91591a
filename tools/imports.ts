/** Every way one module of ours can name another, read from the syntax tree: static, re-exported, type and dynamic imports, `require`. */
import { parseSync, Visitor, type Program } from 'oxc-parser';

/** One import as written. `typeOnly`: nothing of it is left at run time. `specifier` is undefined when it is computed. */
export type Import = { readonly specifier: string | undefined; readonly typeOnly: boolean; readonly line: number };

/** A file that does not parse cannot be judged. */
export class Unparsable extends Error {
  constructor(file: string, reason: string) {
    super(`${file}: ${reason}`);
    this.name = 'Unparsable';
  }
}

/** The imports of one source text, in the order they stand. Throws `Unparsable`. */
export function importsOf(file: string, source: string): Import[] {
  const { program, errors } = parseSync(file, source);
  const [error] = errors;
  if (error !== undefined) throw new Unparsable(file, error.message);
  const found: { at: number; specifier: string | undefined; typeOnly: boolean }[] = [];
  collect(program, (at, specifier, typeOnly) => found.push({ at, specifier, typeOnly }));
  return found
    .sort((one, other) => one.at - other.at)
    .map(({ at, specifier, typeOnly }) => ({ specifier, typeOnly, line: source.slice(0, at).split('\n').length }));
}

function collect(program: Program, note: (at: number, specifier: string | undefined, typeOnly: boolean) => void): void {
  new Visitor({
    // `import { type A } from 'b'` still loads b when it runs; only `import type` leaves nothing behind.
    ImportDeclaration: (node) => note(node.start, node.source.value, node.importKind === 'type'),
    ExportAllDeclaration: (node) => note(node.start, node.source.value, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) note(node.start, node.source.value, node.exportKind === 'type');
    },
    ImportExpression: (node) => note(node.start, literal(node.source), false),
    TSImportType: (node) => note(node.start, node.source.value, true),
    TSImportEqualsDeclaration: (node) => {
      if (node.moduleReference.type === 'TSExternalModuleReference') {
        note(node.start, node.moduleReference.expression.value, node.importKind === 'type');
      }
    },
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require') note(node.start, literal(node.arguments[0]), false);
    },
  }).visit(program);
}

function literal(node: { readonly type: string; readonly value?: unknown } | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}
