import { mergeAttributes, Node, type Extensions } from '@tiptap/core'
import { Link } from '@tiptap/extension-link'
import StarterKit from '@tiptap/starter-kit'
import { isHttpsUrl } from '#domain/rich-text'

/** A reference to a fact of the ledger. It is one piece: it can be put and taken away, and never typed into. */
const FactCitation = Node.create({
  name: 'factCitation',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ factId: { default: '', parseHTML: (element) => element.dataset['factId'] ?? '' } }),
  parseHTML: () => [{ tag: 'span[data-fact-id]' }],
  renderHTML: ({ node, HTMLAttributes }) => {
    const factId = String(node.attrs['factId'])
    return ['span', mergeAttributes(HTMLAttributes, { 'data-fact-id': factId }), factId]
  },
})

// A letter knows no lists within lists, and no quotation of anything but paragraphs.
const ListItem = Node.create({
  name: 'listItem',
  content: 'paragraph+',
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: ({ HTMLAttributes }) => ['li', HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) }
  },
})

const Blockquote = Node.create({
  name: 'blockquote',
  content: 'paragraph+',
  group: 'block',
  defining: true,
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
  addCommands() {
    return {
      toggleBlockquote:
        () =>
        ({ commands }) =>
          commands.toggleWrap(this.name),
    }
  },
})

const absent = {
  blockquote: false,
  code: false,
  codeBlock: false,
  horizontalRule: false,
  italic: false,
  link: false,
  listItem: false,
  strike: false,
  trailingNode: false,
  underline: false,
} as const

const ours = [
  FactCitation,
  Link.configure({ openOnClick: false, autolink: false, isAllowedUri: (url) => isHttpsUrl(url) }),
]

/** What the body of a letter can hold: the closed set of nodes of the domain. */
export const bodyNodes: Extensions = [
  StarterKit.configure({ ...absent, heading: { levels: [2, 3] } }),
  ListItem,
  Blockquote,
  ...ours,
]

/** What an opening can hold: paragraphs. */
export const openingNodes: Extensions = [
  StarterKit.configure({
    ...absent,
    heading: false,
    bulletList: false,
    orderedList: false,
    listKeymap: false,
  }),
  ...ours,
]
