import { basename } from 'node:path'
import type { SourceFile } from './repository.ts'
import { isNode, parse, walkSyntax, type SyntaxNode } from './syntax.ts'
import type { TidyRule } from './tidy-rules.ts'

const functionLinesMax = 80

const typeScript = /\.tsx?$/

/** Modules of `src/actions` that hold what actions share instead of an action. */
export const sharedByActions = ['src/actions/campaign-state.ts', 'src/actions/world.ts']

/** Rules that need the syntax of a file. */
export const syntaxRules = {
  'a function has at most 80 lines': { appliesTo: typeScript, faultsOf: longFunctions },
  'an action is named like its file': { appliesTo: /^src\/actions\/[^/]+\.ts$/, faultsOf: missingAction },
  'what others use has a docstring': { appliesTo: /^src\/(domain|actions)\/[^/]+\.ts$/, faultsOf: undocumentedExports },
} satisfies Record<string, TidyRule>

function longFunctions(file: SourceFile): string[] {
  const faults: string[] = []
  walkSyntax(parse(file), (node, parent) => {
    if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) return
    if (parent !== null && isCallOf(parent, 'describe')) return
    const lines = file.text.slice(node.start, node.end).split('\n').length
    const line = file.text.slice(0, node.start).split('\n').length
    if (lines > functionLinesMax) faults.push(`line ${line}: ${lines} lines`)
  })
  return faults
}

// A `describe` only groups; its tests are measured one by one.
function isCallOf(node: SyntaxNode, name: string): boolean {
  if (node.type !== 'CallExpression' || !isNode(node['callee'])) return false
  const callee = node['callee']
  const inner = [callee['callee'], callee['object']].find(isNode)
  return callee['name'] === name || inner?.['name'] === name || (inner !== undefined && isCallOf({ ...inner }, name))
}

function missingAction(file: SourceFile): string[] {
  if (sharedByActions.includes(file.path)) return []
  const name = basename(file.path, '.ts').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const functions = exportsOf(file).filter(({ declaration }) => isFunction(file, declaration))
  return functions.some((found) => found.name === name) ? [] : [`exports no function ${name}`]
}

// A declared function, or one that `readOnce` makes of another.
function isFunction({ text }: SourceFile, { type, start, end }: SyntaxNode): boolean {
  return type === 'FunctionDeclaration' || /^const \w+ = readOnce\(/.test(text.slice(start, end))
}

/**
 * Functions and classes are what others call, so each says what it does. Constants and types need a docstring unless
 * their name and definition say everything in one line.
 */
function undocumentedExports(file: SourceFile): string[] {
  return exportsOf(file)
    .filter(({ statement, declaration }) => !isDocumented(file, statement) && !isPlain(file, declaration))
    .map(({ name }) => `${name} has no docstring`)
}

type Export = { readonly name: string; readonly statement: SyntaxNode; readonly declaration: SyntaxNode }

function exportsOf(file: SourceFile): Export[] {
  const body = parse(file)['body']
  const statements = Array.isArray(body) ? body.filter(isNode) : []
  return statements.flatMap((statement) => {
    const declaration = statement['declaration']
    if (statement.type !== 'ExportNamedDeclaration' || !isNode(declaration)) return []
    return namesOf(declaration).map((name) => ({ name, statement, declaration }))
  })
}

function namesOf(declaration: SyntaxNode): string[] {
  const declarators = Array.isArray(declaration['declarations']) ? declaration['declarations'].filter(isNode) : []
  const owners = declarators.length > 0 ? declarators : [declaration]
  return owners.flatMap(({ id }) => (isNode(id) && typeof id['name'] === 'string' ? [id['name']] : []))
}

function isDocumented({ text }: SourceFile, { start }: SyntaxNode): boolean {
  return /\*\/\s*$/.test(text.slice(0, start))
}

function isPlain({ text }: SourceFile, declaration: SyntaxNode): boolean {
  if (!/^(TSTypeAliasDeclaration|VariableDeclaration)$/.test(declaration.type)) return false
  return !text.slice(declaration.start, declaration.end).includes('\n')
}
