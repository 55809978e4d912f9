import { pictureSize, type Ink, type Shape } from './outcome-picture.ts'

/** The colours and the letters of a picture. */
export type PictureLook = {
  readonly paper: string
  readonly inks: Readonly<Record<Ink, string>>
  readonly font: string
}

const lineWidth = { thin: 1, thick: 2.5 } as const
const dash = [7, 5] as const
/** Sharp on paper and on screens of twice the density. */
const scale = 2

/** The look of the screen, light or dark as it is seen now. */
export function readLook(): PictureLook {
  const seen = getComputedStyle(document.documentElement)
  const colour = (name: string): string => seen.getPropertyValue(name).trim()
  return {
    paper: colour('--sheet'),
    inks: {
      ink: colour('--ink'),
      quiet: colour('--ink-3'),
      hair: colour('--hair'),
      first: colour('--series-1'),
      second: colour('--series-2'),
    },
    font: getComputedStyle(document.body).fontFamily,
  }
}

/** A picture as a drawing that stands by itself (SVG). */
export function toSvg(shapes: readonly Shape[], { paper, inks, font }: PictureLook): string {
  const { width, height } = pictureSize
  const namespace = 'http://www.w3.org/2000/svg'
  const drawing = document.createElementNS(namespace, 'svg')
  const add = (name: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
    const part = document.createElementNS(namespace, name)
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, String(value))
    drawing.append(part)
    return part
  }
  drawing.setAttribute('viewBox', `0 0 ${width} ${height}`)
  add('rect', { width, height, fill: paper })
  for (const shape of shapes) {
    if (shape.kind === 'line') {
      const points = shape.points.map((point) => point.join(',')).join(' ')
      const dashes = shape.isDashed ? { 'stroke-dasharray': dash.join(' ') } : {}
      add('polyline', { points, fill: 'none', stroke: inks[shape.ink], 'stroke-width': widthOf(shape.ink), ...dashes })
    } else {
      const [x, y] = shape.at
      const look = { fill: inks[shape.ink], 'font-family': font, 'font-size': shape.size, 'text-anchor': shape.anchor }
      add('text', { x, y, ...look }).textContent = shape.text
    }
  }
  return new XMLSerializer().serializeToString(drawing)
}

/** A picture as points (PNG); null where the browser has no memory left for it. */
export async function toPng(shapes: readonly Shape[], { paper, inks, font }: PictureLook): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = pictureSize.width * scale
  canvas.height = pictureSize.height * scale
  const brush = canvas.getContext('2d')
  if (brush === null) return null
  brush.scale(scale, scale)
  brush.fillStyle = paper
  brush.fillRect(0, 0, pictureSize.width, pictureSize.height)
  for (const shape of shapes) {
    if (shape.kind === 'line') {
      brush.strokeStyle = inks[shape.ink]
      brush.lineWidth = widthOf(shape.ink)
      brush.setLineDash(shape.isDashed ? [...dash] : [])
      brush.beginPath()
      for (const point of shape.points) brush.lineTo(...point)
      brush.stroke()
    } else {
      brush.fillStyle = inks[shape.ink]
      brush.font = `${shape.size}px ${font}`
      brush.textAlign = shape.anchor === 'middle' ? 'center' : shape.anchor
      brush.fillText(shape.text, ...shape.at)
    }
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

function widthOf(ink: Ink): number {
  return ink === 'hair' ? lineWidth.thin : lineWidth.thick
}
