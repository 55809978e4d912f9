import { Textarea, type TextareaProps } from '@mantine/core'
import styles from './growing-text.module.css'

type GrowingTextProps = Omit<TextareaProps, 'autosize' | 'minRows' | 'maxRows' | 'rows'> & {
  /** How many lines it has at least. */
  readonly rows?: 1 | 2 | 3
}

const growsByItself = CSS.supports('field-sizing', 'content')

/**
 * A field as high as the text in it. Where a browser can do that itself, it does: the component's own way lays the page
 * out anew for each field, and a screen of twenty takes twice as long to come.
 */
export function GrowingText({ rows = 1, ...field }: GrowingTextProps) {
  if (!growsByItself) return <Textarea {...field} autosize minRows={rows} />
  return <Textarea {...field} rows={rows} classNames={{ input: styles['field'] ?? '' }} />
}
