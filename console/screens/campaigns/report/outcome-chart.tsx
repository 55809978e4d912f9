import '@mantine/charts/styles.layer.css'
import { LineChart } from '@mantine/charts'
import { Button } from '@mantine/core'
import { useRef } from 'react'
import { useDates, useFigures } from '../../../parts/dates.ts'
import { EmptyNote } from '../../../parts/panel.tsx'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { useWords } from '../../../words.tsx'
import type { Outcome } from '../campaign-queries.ts'
import styles from '../campaign.module.css'
import { drawingOf, saveFile } from './save-file.ts'

/** How quickly a letter left and arrived; the table of the same numbers is the export. */
export function OutcomeChart({ outcome, slug }: { readonly outcome: Outcome; readonly slug: string }) {
  const words = useWords()
  const dates = useDates()
  const figures = useFigures()
  const zone = useOrganisationZone()
  const place = useRef<HTMLDivElement>(null)
  const accepted = words('report.accepted')
  const delivered = words('report.delivered')
  if (outcome.overTime.length < 2) return <EmptyNote>{words('report.noCurve')}</EmptyNote>
  const data = outcome.overTime.map((stretch) => ({
    time: outcome.stretchMinutes >= 360 ? dates.moment(stretch.from, zone) : dates.time(stretch.from, zone),
    [accepted]: stretch.accepted,
    [delivered]: stretch.delivered,
  }))
  const save = (): void => {
    const svg = place.current?.querySelector('svg.recharts-surface')
    if (svg instanceof SVGSVGElement) saveFile(`${slug}.svg`, 'image/svg+xml', drawingOf(svg))
  }
  return (
    <>
      <div ref={place} className={styles['chart']} role="img" aria-label={words('report.curve')}>
        <LineChart
          h={260}
          data={data}
          dataKey="time"
          series={[
            { name: accepted, color: 'var(--series-1)' },
            { name: delivered, color: 'var(--series-2)', strokeDasharray: '6 4' },
          ]}
          curveType="linear"
          withDots={false}
          withLegend
          valueFormatter={figures}
          lineChartProps={{ accessibilityLayer: false }}
        />
      </div>
      <Button variant="default" size="xs" mt="sm" onClick={save}>
        {words('report.saveChart')}
      </Button>
    </>
  )
}
