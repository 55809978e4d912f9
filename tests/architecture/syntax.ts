import { parseAst } from 'vitest/node'
import type { SourceFile } from './repository.ts'

/** A node of an ESTree syntax tree, as far as these tests look at it. */
export type SyntaxNode = { readonly type: string; readonly start: number; readonly end: number } & Readonly<
  Record<string, unknown>
>

/** One import of a file. `typesOnly` when nothing is loaded when the program runs. */
export type Import = { readonly specifier: string; readonly typesOnly: boolean }

/**
 * Parses TypeScript with the parser that Vite runs on.
 * @throws when the file is not valid TypeScript, so that an unread file cannot pass for a tidy one.
 */
export function parse({ path, text }: SourceFile): SyntaxNode {
  // oxlint-disable-next-line typescript/no-deprecated -- its successor is exported by rolldown alone
  const program: unknown = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path)
  if (!isNode(program)) throw new Error(`${path} could not be parsed.`)
  return program
}

/** Calls `visit` for a node and everything below it, parents first. */
export function walkSyntax(node: SyntaxNode, visit: (node: SyntaxNode, parent: SyntaxNode | null) => void): void {
  const descend = (current: SyntaxNode, parent: SyntaxNode | null): void => {
    visit(current, parent)
    for (const child of Object.values(current).flat()) if (isNode(child)) descend(child, current)
  }
  descend(node, null)
}

/**
 * Every import of a file in whatever form: `import`, `export … from`, `import()`, `import('…').Type`, `require`.
 * `import { type A }` counts as loading the module, because `verbatimModuleSyntax` keeps its side effects.
 */
export function importsOf(file: SourceFile): Import[] {
  const imports: Import[] = []
  walkSyntax(parse(file), (node) => {
    const specifier = specifierOf(node)
    if (specifier !== null) imports.push({ specifier, typesOnly: isTypesOnly(node) })
  })
  return imports
}

function specifierOf(node: SyntaxNode): string | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node['source'] === null ? null : literal(node['source'])
    case 'TSExternalModuleReference':
      return literal(node['expression'])
    case 'CallExpression':
      return isNode(node['callee']) && node['callee']['name'] === 'require' ? literal(argumentsOf(node)[0]) : null
    default:
      return null
  }
}

// A specifier that is put together when the program runs cannot be checked, so it is refused by name.
function literal(source: unknown): string {
  return isNode(source) && typeof source['value'] === 'string' ? source['value'] : '(not a literal)'
}

function isTypesOnly(node: SyntaxNode): boolean {
  return node.type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type'
}

function argumentsOf(node: SyntaxNode): SyntaxNode[] {
  return Array.isArray(node['arguments']) ? node['arguments'].filter(isNode) : []
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
